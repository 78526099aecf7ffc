using Credits;

namespace TestStudio.Features;

/// <summary>What a feature made and what it took; or why it did not run.</summary>
internal sealed record FeatureResult(IReadOnlyList<string> Lines, CreditAmount Charged, CreditAmount Available, Refusal? Refusal = null)
{
    public static FeatureResult Refused(Refusal refusal) => new([], CreditAmount.Zero, CreditAmount.Zero, refusal);
}
