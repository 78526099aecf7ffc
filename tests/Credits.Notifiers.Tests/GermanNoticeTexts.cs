using System.Globalization;

namespace Credits.Notifiers.Tests;

/// <summary>A second language, as a host adds one; the example of docs/notifiers.md.</summary>
internal sealed class GermanNoticeTexts : INoticeTexts
{
    public CultureInfo Culture { get; } = CultureInfo.GetCultureInfo("de");

    public NoticeText Write(NoticeLetter letter) => letter.Notice switch
    {
        Notifications.LimitReached { IsHard: false } limit => new(
            $"{letter.WalletName} hat {letter.Amount(limit.Usage)} Credits verbraucht",
            [$"Die Warnschwelle von {letter.Amount(limit.Threshold)} Credits ist erreicht."]),
        _ => new($"Nachricht zu {letter.WalletName}", ["Bitte sehen Sie nach Ihren Credits."]),
    };
}
