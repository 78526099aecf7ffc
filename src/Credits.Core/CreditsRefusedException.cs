namespace Credits;

/// <summary>A refusal that a caller chose to have thrown; see <see cref="CreditResult{T}.GetValueOrThrow"/>. Nothing was written.</summary>
public sealed class CreditsRefusedException : Exception
{
    /// <summary>Carries a refusal.</summary>
    /// <param name="refusal">The refusal.</param>
    public CreditsRefusedException(Refusal refusal)
        : base(refusal is null ? throw new ArgumentNullException(nameof(refusal)) : $"{WireNames.Of(refusal.Code)}: {refusal.Message}") => Refusal = refusal;

    /// <summary>Why the command was refused.</summary>
    public Refusal Refusal { get; }
}
