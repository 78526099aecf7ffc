using NodaTime;

namespace Credits;

/// <summary>Where a limit stands for one user and feature (each null where the policy takes all together).</summary>
/// <param name="Policy">The policy as it was set.</param>
/// <param name="User">Whose usage it is.</param>
/// <param name="Feature">Which feature's usage it is.</param>
/// <param name="Usage">Usage in the window.</param>
/// <param name="Soft">The soft thresholds in force, in credits; those at rest are left out.</param>
/// <param name="Hard">The hard threshold in force, in credits; null without one or at rest.</param>
/// <param name="ResetsAt">When the window ends; null for a lifetime, and for a limit by the plan's period without a plan.</param>
public sealed record LimitStatus(
    LimitPolicy Policy,
    string? User,
    string? Feature,
    CreditAmount Usage,
    IReadOnlyList<CreditAmount> Soft,
    CreditAmount? Hard,
    Instant? ResetsAt);
