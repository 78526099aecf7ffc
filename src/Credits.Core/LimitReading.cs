namespace Credits;

/// <summary>Where a limit stood when a transaction was made.</summary>
/// <param name="Policy">The policy's id.</param>
/// <param name="UsageBefore">Usage in its window before the transaction.</param>
/// <param name="UsageAfter">Usage in its window after it.</param>
/// <param name="Soft">The soft thresholds in force, in credits.</param>
/// <param name="Hard">The hard threshold in force, in credits.</param>
public sealed record LimitReading(
    string Policy, CreditAmount UsageBefore, CreditAmount UsageAfter, IReadOnlyList<CreditAmount> Soft, CreditAmount? Hard);
