using System.Text.Json;

namespace Credits.Journal;

/// <summary>The names of a snapshot's fields besides those of <see cref="Field"/>.</summary>
internal static class SnapshotField
{
    public static readonly JsonEncodedText Version = JsonEncodedText.Encode("version");
    public static readonly JsonEncodedText Rows = JsonEncodedText.Encode("rows");
    public static readonly JsonEncodedText GrantsMade = JsonEncodedText.Encode("grants");
    public static readonly JsonEncodedText NoticesRaised = JsonEncodedText.Encode("notices");
    public static readonly JsonEncodedText Prices = JsonEncodedText.Encode("prices");
    public static readonly JsonEncodedText Lots = JsonEncodedText.Encode("lots");
    public static readonly JsonEncodedText Reservations = JsonEncodedText.Encode("reservations");
    public static readonly JsonEncodedText Subscription = JsonEncodedText.Encode("subscription");
    public static readonly JsonEncodedText Pending = JsonEncodedText.Encode("pending");
    public static readonly JsonEncodedText CancelledPlanGrant = JsonEncodedText.Encode("cancelled");
    public static readonly JsonEncodedText WelcomeGiven = JsonEncodedText.Encode("welcomed");
    public static readonly JsonEncodedText Alerts = JsonEncodedText.Encode("alerts");
    public static readonly JsonEncodedText AlertsSetAt = JsonEncodedText.Encode("alertsSetAt");
    public static readonly JsonEncodedText ExhaustedAnnounced = JsonEncodedText.Encode("exhausted");
    public static readonly JsonEncodedText InsufficientAnnounced = JsonEncodedText.Encode("insufficient");
    public static readonly JsonEncodedText LimitMarks = JsonEncodedText.Encode("marks");
    public static readonly JsonEncodedText Usage = JsonEncodedText.Encode("usage");
    public static readonly JsonEncodedText Daily = JsonEncodedText.Encode("daily");
    public static readonly JsonEncodedText Days = JsonEncodedText.Encode("days");
    public static readonly JsonEncodedText Purchases = JsonEncodedText.Encode("purchases");

    // ---- top-ups
    public static readonly JsonEncodedText TopUps = JsonEncodedText.Encode("topUps");
    public static readonly JsonEncodedText InFlight = JsonEncodedText.Encode("inFlight");
    public static readonly JsonEncodedText Asked = JsonEncodedText.Encode("asked");
    public static readonly JsonEncodedText NextAskAt = JsonEncodedText.Encode("nextAsk");
    public static readonly JsonEncodedText LastAt = JsonEncodedText.Encode("last");
    public static readonly JsonEncodedText AttemptsOfDay = JsonEncodedText.Encode("attemptsOfDay");
    public static readonly JsonEncodedText DayEnds = JsonEncodedText.Encode("dayEnds");
    public static readonly JsonEncodedText CreditsOfMonth = JsonEncodedText.Encode("creditsOfMonth");
    public static readonly JsonEncodedText MonthEnds = JsonEncodedText.Encode("monthEnds");
    public static readonly JsonEncodedText IsSuspended = JsonEncodedText.Encode("suspended");

    // ---- a lot
    public static readonly JsonEncodedText State = JsonEncodedText.Encode("state");
    public static readonly JsonEncodedText IssuedAt = JsonEncodedText.Encode("issued");
    public static readonly JsonEncodedText Reserved = JsonEncodedText.Encode("reserved");
    public static readonly JsonEncodedText Consumed = JsonEncodedText.Encode("consumed");
    public static readonly JsonEncodedText Expired = JsonEncodedText.Encode("expired");
    public static readonly JsonEncodedText Voided = JsonEncodedText.Encode("voided");
    public static readonly JsonEncodedText VoidedByAdministrator = JsonEncodedText.Encode("voidedByAdministrator");
    public static readonly JsonEncodedText ReplacedBy = JsonEncodedText.Encode("replacedBy");
    public static readonly JsonEncodedText ExpiringAnnounced = JsonEncodedText.Encode("expiringAnnounced");
    public static readonly JsonEncodedText ExpiringChecked = JsonEncodedText.Encode("expiringChecked");

    // ---- a mark, a count of usage
    public static readonly JsonEncodedText IsHard = JsonEncodedText.Encode("hard");
    public static readonly JsonEncodedText Used = JsonEncodedText.Encode("w");
}
