using System.Text.Json;

namespace Credits.Journal;

/// <summary>
/// The names of the journal's fields: one letter for what every debit has, words for the rest. They never change; their meaning
/// is in docs/journal-format.md.
/// </summary>
internal static class Field
{
    // ---- an entry
    public static readonly JsonEncodedText Format = JsonEncodedText.Encode("v");
    public static readonly JsonEncodedText At = JsonEncodedText.Encode("t");
    public static readonly JsonEncodedText Actor = JsonEncodedText.Encode("a");
    public static readonly JsonEncodedText ActorName = JsonEncodedText.Encode("n");
    public static readonly JsonEncodedText Operation = JsonEncodedText.Encode("o");
    public static readonly JsonEncodedText OperationName = JsonEncodedText.Encode("k");
    public static readonly JsonEncodedText Fingerprint = JsonEncodedText.Encode("f");
    public static readonly JsonEncodedText Available = JsonEncodedText.Encode("b");
    public static readonly JsonEncodedText Reserved = JsonEncodedText.Encode("r");
    public static readonly JsonEncodedText FirstSequence = JsonEncodedText.Encode("s");
    public static readonly JsonEncodedText Events = JsonEncodedText.Encode("e");
    public static readonly JsonEncodedText Notices = JsonEncodedText.Encode("x");

    // ---- what many events have
    public static readonly JsonEncodedText Name = JsonEncodedText.Encode("$");
    public static readonly JsonEncodedText Amount = JsonEncodedText.Encode("m");
    public static readonly JsonEncodedText Grant = JsonEncodedText.Encode("g");
    public static readonly JsonEncodedText Feature = JsonEncodedText.Encode("f");
    public static readonly JsonEncodedText Quantity = JsonEncodedText.Encode("q");
    public static readonly JsonEncodedText User = JsonEncodedText.Encode("u");
    public static readonly JsonEncodedText PriceNumber = JsonEncodedText.Encode("p");
    public static readonly JsonEncodedText Lots = JsonEncodedText.Encode("l");
    public static readonly JsonEncodedText Id = JsonEncodedText.Encode("i");
    public static readonly JsonEncodedText DebitedAt = JsonEncodedText.Encode("d");
    public static readonly JsonEncodedText ExpiresAt = JsonEncodedText.Encode("expires");
    public static readonly JsonEncodedText Shortfall = JsonEncodedText.Encode("short");
    public static readonly JsonEncodedText Reason = JsonEncodedText.Encode("reason");

    // ---- charges
    public static readonly JsonEncodedText Charge = JsonEncodedText.Encode("charge");
    public static readonly JsonEncodedText Outcome = JsonEncodedText.Encode("as");
    public static readonly JsonEncodedText Overage = JsonEncodedText.Encode("over");
    public static readonly JsonEncodedText OverageAt = JsonEncodedText.Encode("overAt");
    public static readonly JsonEncodedText OfOverage = JsonEncodedText.Encode("ofOver");
    public static readonly JsonEncodedText Returned = JsonEncodedText.Encode("returned");

    // ---- grants
    public static readonly JsonEncodedText Kind = JsonEncodedText.Encode("kind");
    public static readonly JsonEncodedText Priority = JsonEncodedText.Encode("priority");
    public static readonly JsonEncodedText EffectiveAt = JsonEncodedText.Encode("effective");
    public static readonly JsonEncodedText Note = JsonEncodedText.Encode("note");
    public static readonly JsonEncodedText Replaces = JsonEncodedText.Encode("replaces");
    public static readonly JsonEncodedText IsWelcome = JsonEncodedText.Encode("welcome");
    public static readonly JsonEncodedText GrantedBy = JsonEncodedText.Encode("by");
    public static readonly JsonEncodedText EndsGrant = JsonEncodedText.Encode("ends");
    public static readonly JsonEncodedText OfScheduled = JsonEncodedText.Encode("scheduled");

    // ---- plans
    public static readonly JsonEncodedText Zone = JsonEncodedText.Encode("zone");
    public static readonly JsonEncodedText Plan = JsonEncodedText.Encode("plan");
    public static readonly JsonEncodedText Cancel = JsonEncodedText.Encode("cancel");
    public static readonly JsonEncodedText Cancelled = JsonEncodedText.Encode("cancelled");
    public static readonly JsonEncodedText Code = JsonEncodedText.Encode("code");
    public static readonly JsonEncodedText Allowance = JsonEncodedText.Encode("allowance");
    public static readonly JsonEncodedText Period = JsonEncodedText.Encode("period");
    public static readonly JsonEncodedText Welcome = JsonEncodedText.Encode("welcome");
    public static readonly JsonEncodedText Rollover = JsonEncodedText.Encode("rollover");
    public static readonly JsonEncodedText RolloverPeriods = JsonEncodedText.Encode("periods");
    public static readonly JsonEncodedText Anchor = JsonEncodedText.Encode("anchor");
    public static readonly JsonEncodedText Start = JsonEncodedText.Encode("start");
    public static readonly JsonEncodedText End = JsonEncodedText.Encode("end");
    public static readonly JsonEncodedText IsNew = JsonEncodedText.Encode("new");

    // ---- prices
    public static readonly JsonEncodedText Price = JsonEncodedText.Encode("price");
    public static readonly JsonEncodedText OverageMode = JsonEncodedText.Encode("overage");
    public static readonly JsonEncodedText PerUnit = JsonEncodedText.Encode("unit");
    public static readonly JsonEncodedText Rates = JsonEncodedText.Encode("rates");
    public static readonly JsonEncodedText Tiers = JsonEncodedText.Encode("tiers");
    public static readonly JsonEncodedText Custom = JsonEncodedText.Encode("custom");
    public static readonly JsonEncodedText RoundUpTo = JsonEncodedText.Encode("round");

    // ---- top-ups
    public static readonly JsonEncodedText Below = JsonEncodedText.Encode("below");
    public static readonly JsonEncodedText Target = JsonEncodedText.Encode("target");
    public static readonly JsonEncodedText MaxPerDay = JsonEncodedText.Encode("perDay");
    public static readonly JsonEncodedText MaxPerMonth = JsonEncodedText.Encode("perMonth");
    public static readonly JsonEncodedText CoolDown = JsonEncodedText.Encode("coolDown");
    public static readonly JsonEncodedText MaxFailures = JsonEncodedText.Encode("maxFailures");
    public static readonly JsonEncodedText AskAgainAfter = JsonEncodedText.Encode("askAgain");
    public static readonly JsonEncodedText Suspends = JsonEncodedText.Encode("suspends");
    public static readonly JsonEncodedText StartedAt = JsonEncodedText.Encode("started");
    public static readonly JsonEncodedText Failures = JsonEncodedText.Encode("failures");

    // ---- limits, alerts, notices
    public static readonly JsonEncodedText Limits = JsonEncodedText.Encode("limits");
    public static readonly JsonEncodedText PolicyId = JsonEncodedText.Encode("id");
    public static readonly JsonEncodedText Policy = JsonEncodedText.Encode("policy");
    public static readonly JsonEncodedText Window = JsonEncodedText.Encode("window");
    public static readonly JsonEncodedText Soft = JsonEncodedText.Encode("soft");
    public static readonly JsonEncodedText Hard = JsonEncodedText.Encode("hard");
    public static readonly JsonEncodedText PurchasesRaise = JsonEncodedText.Encode("raise");
    public static readonly JsonEncodedText LowBalance = JsonEncodedText.Encode("low");
    public static readonly JsonEncodedText ExpiringLead = JsonEncodedText.Encode("lead");
    public static readonly JsonEncodedText Number = JsonEncodedText.Encode("number");
    public static readonly JsonEncodedText Wallet = JsonEncodedText.Encode("wallet");
    public static readonly JsonEncodedText Threshold = JsonEncodedText.Encode("threshold");
    public static readonly JsonEncodedText Usage = JsonEncodedText.Encode("usage");
    public static readonly JsonEncodedText NoticeAvailable = JsonEncodedText.Encode("available");
    public static readonly JsonEncodedText Requested = JsonEncodedText.Encode("requested");
}
