using Credits.Journal;
using Credits.Storage;
using NodaTime;

namespace Credits.Testing.Conformance;

/// <summary><see cref="IStore.FindDueAsync"/>: what the newest commit of each wallet said.</summary>
internal static class DueCases
{
    public static StoreConformanceCase[] All { get; } =
    [
        new("Due wallets are found soonest first, and at most as many as asked for", SoonestAsync),
        new("A wallet is due at its instant, not a microsecond before", InstantAsync),
        new("The next commit replaces what is due", ReplacedAsync),
        new("A commit after which nothing falls due takes the wallet off", TakenOffAsync),
        new("A commit that writes nothing leaves what is due", InVainAsync),
    ];

    private static async Task SoonestAsync(StoreTrial trial)
    {
        WalletId[] soonestFirst = ["m", "c", "z", "a", "k", "b"];
        foreach (WalletId wallet in soonestFirst.Order())
        {
            JournalEntry[] journal = await Material.JournalAsync(wallet, 1).ConfigureAwait(false);
            await trial.CommitAsync(wallet, journal, Material.At(10 * (1 + soonestFirst.IndexOf(wallet)))).ConfigureAwait(false);
        }

        await DueAsync(trial, 1_000, soonestFirst).ConfigureAwait(false);
        await DueAsync(trial, 35, soonestFirst[..3]).ConfigureAwait(false);
        await DueAsync(trial, 9, []).ConfigureAwait(false);
        for (int limit = 1; limit < 6; limit++)
        {
            Check.Same(soonestFirst[..limit], await trial.FindDueAsync(Material.At(1_000), limit).ConfigureAwait(false), $"the first {limit} due wallets");
        }
    }

    private static async Task InstantAsync(StoreTrial trial)
    {
        WalletId acme = "acme";
        Instant due = Material.At(100).PlusTicks(50);
        await trial.CommitAsync(acme, await Material.JournalAsync(acme, 2).ConfigureAwait(false), due).ConfigureAwait(false);
        Check.Same([], await trial.FindDueAsync(due.PlusTicks(-10)).ConfigureAwait(false), "what is due a microsecond before");
        Check.Same([acme], await trial.FindDueAsync(due).ConfigureAwait(false), "what is due at the instant");
        Check.Same([acme], await trial.FindDueAsync(due + Duration.FromDays(10_000)).ConfigureAwait(false), "what is due much later");
    }

    private static async Task ReplacedAsync(StoreTrial trial)
    {
        WalletId acme = "acme";
        JournalEntry[] journal = await Material.JournalAsync(acme, 6).ConfigureAwait(false);
        await trial.CommitAsync("other", await Material.JournalAsync("other", 1).ConfigureAwait(false), Material.At(50)).ConfigureAwait(false);
        await trial.CommitAsync(acme, journal[..1], Material.At(10)).ConfigureAwait(false);
        await DueAsync(trial, 60, [acme, "other"]).ConfigureAwait(false);
        await trial.CommitAsync(acme, journal[1..2], Material.At(55)).ConfigureAwait(false);
        await DueAsync(trial, 54, ["other"]).ConfigureAwait(false);
        await DueAsync(trial, 60, ["other", acme]).ConfigureAwait(false);
        await trial.CommitAsync(acme, journal[2..5], Material.At(20)).ConfigureAwait(false);
        await DueAsync(trial, 60, [acme, "other"]).ConfigureAwait(false);
        await trial.CommitAsync(acme, journal[5..], Material.At(20)).ConfigureAwait(false);
        await DueAsync(trial, 20, [acme]).ConfigureAwait(false);
    }

    private static async Task TakenOffAsync(StoreTrial trial)
    {
        WalletId acme = "acme";
        JournalEntry[] journal = await Material.JournalAsync(acme, 3).ConfigureAwait(false);
        await trial.CommitAsync(acme, journal[..1], Material.At(10)).ConfigureAwait(false);
        await trial.CommitAsync(acme, journal[1..2]).ConfigureAwait(false);
        await DueAsync(trial, 1_000, []).ConfigureAwait(false);
        await trial.CommitAsync(acme, journal[2..], Material.At(30)).ConfigureAwait(false);
        await DueAsync(trial, 1_000, [acme]).ConfigureAwait(false);
    }

    private static async Task InVainAsync(StoreTrial trial)
    {
        WalletId acme = "acme";
        JournalEntry[] journal = await Material.JournalAsync(acme, 4).ConfigureAwait(false);
        JournalEntry[] fork = await Material.JournalAsync(acme, 4, "fork-").ConfigureAwait(false);
        await trial.CommitAsync(acme, journal[..3], Material.At(100)).ConfigureAwait(false);
        await trial.CommitInVainAsync(CommitOutcome.VersionConflict, new(acme, 1, fork[1..], Material.At(10), null)).ConfigureAwait(false);
        await trial.CommitInVainAsync(CommitOutcome.VersionConflict, new(acme, 2, fork[2..], null, null)).ConfigureAwait(false);
        await trial.CommitInVainAsync(CommitOutcome.DuplicateKey, new(acme, 3, [Material.AtVersion(journal[2], 4)], Material.At(10), null)).ConfigureAwait(false);
        await DueAsync(trial, 99, []).ConfigureAwait(false);
        await DueAsync(trial, 100, [acme]).ConfigureAwait(false);
    }

    private static async Task DueAsync(StoreTrial trial, double until, WalletId[] expected) =>
        Check.Same(expected, await trial.FindDueAsync(Material.At(until)).ConfigureAwait(false), $"what is due after {until} seconds");
}
