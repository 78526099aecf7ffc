using NodaTime;

namespace Credits;

/// <summary>
/// What somebody may know of a limit that his debits come under. Of a limit on himself that is all; of one that he shares with others what
/// remains and until when, and nothing of what they used. Immutable. Semantics, sections 7 and 11.
/// </summary>
/// <param name="Policy">The policy's id.</param>
/// <param name="IsShared">Whether usage of others counts too.</param>
/// <param name="Feature">Which feature's usage it is; null where the policy takes all together, or where nothing was used that comes under it.</param>
/// <param name="Window">The window in which usage counts.</param>
/// <param name="Usage">His usage in the window; null where the limit is shared.</param>
/// <param name="Soft">The soft thresholds in force, in credits; none where the limit is shared.</param>
/// <param name="Hard">The hard threshold in force, in credits; null without one or at rest, and where the limit is shared.</param>
/// <param name="Remaining">What the hard threshold in force leaves, 0 or more; null without one or at rest. The balance may leave less.</param>
/// <param name="ResetsAt">When the window ends; null for a lifetime, and for a limit by the plan's period without a plan.</param>
public sealed record OwnLimit(
    string Policy,
    bool IsShared,
    string? Feature,
    LimitWindow Window,
    CreditAmount? Usage,
    IReadOnlyList<CreditAmount> Soft,
    CreditAmount? Hard,
    CreditAmount? Remaining,
    Instant? ResetsAt);
