using Credits.Notifications;

namespace Credits.AspNetCore.Api.Models;

/// <summary>Some of the notices that were given up, those that happened first coming first.</summary>
internal sealed record NoticesAnswer(IReadOnlyList<NoticeAnswer> Notices, int Total);

/// <summary>A notice that a channel has given up; what does not belong to its kind is absent.</summary>
internal sealed record NoticeAnswer(
    long Number, string Id, string Kind, string At, PersonAnswer Actor, string Channel, string ParkedAt, int Attempts, string? Reason)
{
    public string? Policy { get; init; }

    public string? User { get; init; }

    public string? Feature { get; init; }

    public string? Threshold { get; init; }

    public string? Usage { get; init; }

    public string? Available { get; init; }

    public string? Requested { get; init; }

    public string? Grant { get; init; }

    public string? Reservation { get; init; }

    public string? Amount { get; init; }

    public string? ExpiresAt { get; init; }

    public string? Plan { get; init; }

    public static NoticeAnswer Of(ParkedNotice parked, bool tellsReason)
    {
        Notice notice = parked.Notice;
        NoticeAnswer answer = new(
            notice.Number,
            notice.Id,
            WireNames.Of(notice.Kind),
            WireText.Of(notice.At),
            new(notice.ActorId, notice.ActorName),
            parked.Channel,
            WireText.Of(parked.ParkedAt),
            parked.Attempts,
            tellsReason ? parked.Reason : null);
        return notice switch
        {
            LimitReached n => answer with { Policy = n.Policy, User = n.User, Feature = n.Feature, Threshold = n.Threshold.ToString(), Usage = n.Usage.ToString() },
            LowBalance n => answer with { Threshold = n.Threshold.ToString(), Available = n.Available.ToString() },
            CreditsInsufficient n => answer with { Available = n.Available.ToString(), Requested = n.Requested.ToString() },
            CreditsExpiring n => answer with { Grant = n.Grant, Amount = n.Amount.ToString(), ExpiresAt = WireText.Of(n.ExpiresAt) },
            ReservationExpired n => answer with { Reservation = n.Reservation, Amount = n.Amount.ToString() },
            PlanReset n => answer with { Plan = n.Plan },
            _ => answer,
        };
    }
}
