namespace Credits.Notifications;

/// <summary>Names a parked notice. Immutable.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Number">The notice's number in its wallet: <see cref="Notice.Number"/>.</param>
/// <param name="Channel">The channel that gave it up.</param>
public sealed record ParkedNoticeKey(WalletId Wallet, long Number, string Channel);
