using NodaTime;

namespace Credits.Notifications;

/// <summary>A notice that a channel has given up after too many failures, and that waits for somebody to resend it. Immutable.</summary>
/// <param name="Channel">The channel: the name of a notifier.</param>
/// <param name="Notice">The notice.</param>
/// <param name="ParkedAt">When it was given up.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Reason">What went wrong the last time, for people.</param>
public sealed record ParkedNotice(string Channel, Notice Notice, Instant ParkedAt, int Attempts, string Reason)
{
    /// <summary>By what it is known.</summary>
    public ParkedNoticeKey Key => new(Notice.Wallet, Notice.Number, Channel);
}
