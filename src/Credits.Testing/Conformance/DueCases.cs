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
        new("A due wallet is leased once, and is due again when the lease ends", LeasedOnceAsync),
        new("A commit after a lease says again when the wallet is due", CommitEndsLeaseAsync),
        new("Many processes at once lease every due wallet once", LeasedAtOnceAsync),
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
            Check.Same(
                soonestFirst[..limit].Select((w, i) => new DueWallet(w, Material.At(10 * (1 + i)))),
                await trial.FindDueAsync(Material.At(1_000), limit).ConfigureAwait(false),
                $"the first {limit} due wallets");
        }
    }

    private static async Task InstantAsync(StoreTrial trial)
    {
        WalletId acme = "acme";
        Instant due = Material.At(100).PlusTicks(50);
        await trial.CommitAsync(acme, await Material.JournalAsync(acme, 2).ConfigureAwait(false), due).ConfigureAwait(false);
        Check.Same([], await trial.FindDueAsync(due.PlusTicks(-10)).ConfigureAwait(false), "what is due a microsecond before");
        Check.Same([new DueWallet(acme, due)], await trial.FindDueAsync(due).ConfigureAwait(false), "what is due at the instant");
        Check.Same([new DueWallet(acme, due)], await trial.FindDueAsync(due + Duration.FromDays(10_000)).ConfigureAwait(false), "what is due much later");
        Check.Same([], await trial.LeaseDueAsync(due.PlusTicks(-10), due).ConfigureAwait(false), "what can be leased a microsecond before");
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

    private static async Task LeasedOnceAsync(StoreTrial trial)
    {
        WalletId[] soonestFirst = ["b", "a", "c"];
        await CommitAsync(trial, soonestFirst).ConfigureAwait(false);
        StoreTrial again = await trial.ReopenAsync().ConfigureAwait(false);
        Check.Same(["b", "a"], await trial.LeaseDueAsync(Material.At(25), Material.At(60)).ConfigureAwait(false), "what was leased after 25 seconds");
        Check.Same([], await again.LeaseDueAsync(Material.At(29), Material.At(90)).ConfigureAwait(false), "what another process leases beside it");
        Check.Same(["c"], await again.LeaseDueAsync(Material.At(30), Material.At(90), 1).ConfigureAwait(false), "what another process leases when more is due");
        await DueAsync(trial, 59.999999, []).ConfigureAwait(false);
        await DueAsync(again, 60, ["a", "b"]).ConfigureAwait(false);
        WalletId[] first = [.. await again.LeaseDueAsync(Material.At(60), Material.At(70), 1).ConfigureAwait(false)];
        WalletId[] second = [.. await trial.LeaseDueAsync(Material.At(60), Material.At(70), 1).ConfigureAwait(false)];
        Check.Same(["a", "b"], first.Concat(second).Order(), "the wallets leased when the lease has ended");
    }

    private static async Task CommitEndsLeaseAsync(StoreTrial trial)
    {
        WalletId acme = "acme";
        JournalEntry[] journal = await Material.JournalAsync(acme, 5).ConfigureAwait(false);
        await trial.CommitAsync(acme, journal[..2], Material.At(10)).ConfigureAwait(false);
        await trial.LeaseDueAsync(Material.At(10), Material.At(100)).ConfigureAwait(false);
        await trial.CommitAsync(acme, journal[2..3], Material.At(10)).ConfigureAwait(false);
        await DueAsync(trial, 10, [acme]).ConfigureAwait(false);
        await trial.LeaseDueAsync(Material.At(10), Material.At(100)).ConfigureAwait(false);
        await trial.CommitAsync(acme, journal[3..4], Material.At(40)).ConfigureAwait(false);
        await DueAsync(trial, 39, []).ConfigureAwait(false);
        Check.Same([acme], await trial.LeaseDueAsync(Material.At(40), Material.At(100)).ConfigureAwait(false), "what can be leased when the commit said");
        await trial.CommitAsync(acme, journal[4..]).ConfigureAwait(false);
        await DueAsync(trial, 1_000, []).ConfigureAwait(false);
    }

    private static async Task LeasedAtOnceAsync(StoreTrial trial)
    {
        WalletId[] wallets = [.. Enumerable.Range(0, 60).Select(i => new WalletId($"wallet-{i:00}"))];
        await CommitAsync(trial, wallets).ConfigureAwait(false);
        StoreTrial again = await trial.ReopenAsync().ConfigureAwait(false);
        List<WalletId> leased = [];
        while (leased.Count < wallets.Length)
        {
            IReadOnlyList<WalletId>[] leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(
                i => Task.Run(() => (i % 2 == 0 ? trial : again).LeaseDueAsync(Material.At(1_000), Material.At(2_000), 5).AsTask(), trial.CancellationToken))).ConfigureAwait(false);
            Check.That(leases.Any(l => l.Count > 0), "a process to lease something", "none, although wallets are due");
            leased.AddRange(leases.SelectMany(l => l));
        }

        Check.Same(wallets, leased.Order(), "the wallets leased in all");
    }

    private static async Task CommitAsync(StoreTrial trial, WalletId[] soonestFirst)
    {
        for (int i = 0; i < soonestFirst.Length; i++)
        {
            JournalEntry[] journal = await Material.JournalAsync(soonestFirst[i], 1).ConfigureAwait(false);
            await trial.CommitAsync(soonestFirst[i], journal, Material.At(10 * (i + 1))).ConfigureAwait(false);
        }
    }

    private static async Task DueAsync(StoreTrial trial, double until, WalletId[] expected)
    {
        IReadOnlyList<DueWallet> due = await trial.FindDueAsync(Material.At(until)).ConfigureAwait(false);
        Check.That(due.Zip(due.Skip(1)).All(p => p.First.Due <= p.Second.Due), "due wallets to come soonest first", string.Join(", ", due));
        Check.Same(expected.Order(), due.Select(d => d.Wallet).Order(), $"what is due after {until} seconds");
    }
}
