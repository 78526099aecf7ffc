using NodaTime;

namespace Credits;

/// <summary>A hard limit has no room for the debit. Semantics, section 7.</summary>
/// <param name="Message">A sentence for people.</param>
/// <param name="Policy">The id of the first policy of the wallet's list that refuses.</param>
/// <param name="Usage">Usage in the window so far.</param>
/// <param name="Threshold">The hard threshold in force, in credits.</param>
/// <param name="Remaining">What the limit still has room for, 0 or more.</param>
/// <param name="ResetsAt">When the window ends; null for a lifetime.</param>
public sealed record HardLimitRefusal(
    string Message, string Policy, CreditAmount Usage, CreditAmount Threshold, CreditAmount Remaining, Instant? ResetsAt)
    : Refusal(RefusalCode.HardLimitReached, Message);
