using Credits;

namespace TestStudio.Features;

/// <summary>Writes test cases. How many it finds is known afterwards, so the most is reserved and what was found is captured.</summary>
internal sealed class TestCases(ICredits credits, SimulatedModel model)
{
    public const string Key = "test-cases";
    public const int DefaultCount = 5;

    public async Task<FeatureResult> RunAsync(WalletId wallet, Actor by, string subject, int most, string operation)
    {
        CreditResult<CreditReservation> reserved = await credits.ReserveAsync(wallet, Key, by, most, operation: operation);
        if (reserved.Refusal is { } refusal)
        {
            return FeatureResult.Refused(refusal);
        }

        await using CreditReservation reservation = reserved.Value; // An exception below releases the credits.
        IReadOnlyList<string> scenarios = model.Scenarios(subject, most);
        CreditResult<CaptureReceipt> captured = await reservation.CaptureAsync(scenarios.Count);
        return captured.Refusal is { } late
            ? FeatureResult.Refused(late)
            : new(scenarios, captured.Value.Amount, captured.Totals!.Value.Available);
    }
}
