namespace Credits.Journal;

/// <summary>What events are called in the journal, for ever. A row's event has the name of its transaction's kind.</summary>
internal static class EventName
{
    public const string WalletOpened = "wallet_opened";
    public const string PlanStarted = "plan_started";
    public const string PlanEnded = "plan_ended";
    public const string PendingChangeSet = "pending_change_set";
    public const string GrantIssued = "grant_issued";
    public const string GrantScheduled = "grant_scheduled";
    public const string GrantActivated = "grant_activated";
    public const string GrantExpired = "grant_expired";
    public const string GrantVoided = "grant_voided";
    public const string PriceRecorded = "price_recorded";
    public const string Consumed = "consumed";
    public const string Reserved = "reserved";
    public const string ReservationExtended = "reservation_extended";
    public const string ReservationSettled = "reservation_settled";
    public const string Overage = "overage";
    public const string Returned = "returned";
    public const string ReservationExpired = "reservation_expired";
    public const string Refunded = "refunded";
    public const string LimitsSet = "limits_set";
    public const string AlertsSet = "alerts_set";
    public const string ExpiringChecked = "expiring_checked";
    public const string TopUpSet = "top_up_set";
    public const string TopUpStarted = "top_up_started";
    public const string TopUpAsked = "top_up_asked";
    public const string TopUpCompleted = "top_up_completed";
    public const string TopUpFailed = "top_up_failed";
    public const string TopUpResumed = "top_up_resumed";
}
