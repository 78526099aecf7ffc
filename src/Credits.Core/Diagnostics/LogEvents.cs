namespace Credits.Diagnostics;

/// <summary>The ids of the library's log messages. An id is never given to another message.</summary>
internal static class LogEvents
{
    public const int WalletNotAdvanced = 1001;

    public const int SweepFailed = 1002;

    public const int NoticeNotDelivered = 1101;

    public const int NoticeParked = 1102;

    public const int DeliveryFailed = 1103;

    public const int ChannelsNotAdded = 1104;

    public const int LookFailed = 1105;
}
