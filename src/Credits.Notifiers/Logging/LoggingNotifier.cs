using Credits.Notifications;
using Credits.Pricing;
using Microsoft.Extensions.Logging;

namespace Credits.Notifiers;

/// <summary>Writes notices to the log, in the words of the letters' subjects: for development, or beside other notifiers.</summary>
internal sealed partial class LoggingNotifier(ILogger<LoggingNotifier> logger, CreditCatalog catalog) : INotifier
{
    private static readonly EnglishNoticeTexts Texts = new();
    private static readonly NoticeRecipient Reader = new("log");
    private static readonly NoticeWallet Wallet = new();

    public string Name => "log";

    public ValueTask NotifyAsync(Notice notice, CancellationToken cancellationToken)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            LogNotice(logger, notice.Id, WireNames.Of(notice.Kind), notice.At.ToString(), Texts.Write(new(notice, Reader, Wallet, catalog)).Subject);
        }

        return default;
    }

    [LoggerMessage(EventId = 1, EventName = "Notice", Level = LogLevel.Information, Message = "Notice {NoticeId} {NoticeKind} of {NoticeAt}: {Subject}.")]
    private static partial void LogNotice(ILogger logger, string noticeId, string noticeKind, string noticeAt, string subject);
}
