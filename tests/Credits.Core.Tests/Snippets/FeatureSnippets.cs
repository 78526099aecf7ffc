namespace Credits.Tests.Snippets;

/// <summary>Code of the README, kept compiling; <see cref="ReadmeTests"/> compares the two.</summary>
internal sealed class FeatureSnippets(ICredits credits, FeatureSnippets.IGenerator generator)
{
    public interface IGenerator
    {
        Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken);
    }

    // begin: reserve
    public async Task<IReadOnlyList<string>> GenerateAsync(string organisation, Actor user, CancellationToken cancellationToken)
    {
        await using CreditReservation reservation =
            (await credits.ReserveAsync(organisation, "test-cases", user, quantity: 5, cancellationToken: cancellationToken)).GetValueOrThrow();

        IReadOnlyList<string> scenarios = await generator.RunAsync(cancellationToken);

        (await reservation.CaptureAsync(scenarios.Count, cancellationToken: cancellationToken)).GetValueOrThrow();
        return scenarios;
    }
    // end

    // begin: refusals
    public async Task<string> CompareAsync(string organisation, Actor user, int pages)
    {
        CreditResult<Debit> result = await credits.ConsumeAsync(organisation, "visual-comparison", user, pages);
        return result.Refusal switch
        {
            null => $"{result.Value.Amount} credits were taken, {result.Totals!.Value.Available} are left.",
            InsufficientCreditsRefusal insufficient => $"{insufficient.Shortfall} credits are missing.",
            HardLimitRefusal limit => $"The limit '{limit.Policy}' has room for {limit.Remaining} more until {limit.ResetsAt}.",
            { } refusal => refusal.Message,
        };
    }
    // end

    // begin: repeat
    public async Task<CreditResult<Debit>> ConsumeOnceAsync(string organisation, Actor user, string job, CancellationToken cancellationToken)
    {
        string operation = $"compare-{job}"; // Names the work, not the attempt.
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await credits.ConsumeAsync(organisation, "visual-comparison", user, quantity: 1, operation: operation, cancellationToken: cancellationToken);
            }
            catch (CreditsUnavailableException) when (attempt < 5)
            {
                // Whether its Fate is NotApplied or Unknown: with the same operation id it is safe to repeat.
                await Task.Delay(TimeSpan.FromSeconds(attempt), cancellationToken);
            }
        }
    }
    // end
}
