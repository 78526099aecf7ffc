using Credits;
using Credits.Notifications;

namespace QuickStart;

/// <summary>Where a real host sends e-mail, this one prints.</summary>
internal sealed class NoticePrinter(Screen screen) : INotifier
{
    public ValueTask NotifyAsync(Notice notice, CancellationToken cancellationToken)
    {
        screen.Notice(notice.At, WireNames.Of(notice.Kind), notice switch
        {
            LimitReached limit => $"limit '{limit.Policy}': used {Screen.Number(limit.Usage)}, threshold {Screen.Number(limit.Threshold)}",
            CreditsInsufficient insufficient => $"{Screen.Number(insufficient.Requested)} asked for, {Screen.Number(insufficient.Available)} available",
            PlanReset reset => $"a new period of plan '{reset.Plan}' began",
            _ => $"wallet '{notice.Wallet}'",
        });
        return default;
    }
}
