using Credits.Journal;
using Credits.Notifications;

namespace Credits.Testing.Conformance;

/// <summary>Leases of notices: to one deliverer at a time, and of each wallet in order.</summary>
internal static class LeaseCases
{
    public static StoreConformanceCase[] All { get; } =
    [
        new("A leased notice is nobody else's until the lease ends", OneAtATimeAsync),
        new("A lease ends at its instant, and the notices are leased again in order", EndsAsync),
        new("Later notices of a wallet wait while an earlier one is leased", WaitInOrderAsync),
        new("A new notice waits while an earlier one of its wallet is leased", NewWaitsAsync),
        new("Many deliverers at once lease every notice once, and each wallet's in order", AtOnceAsync),
    ];

    private static async Task OneAtATimeAsync(StoreTrial trial)
    {
        Notice[] notices = await CommitAsync(trial, "acme", 2).ConfigureAwait(false);
        StoreTrial again = await trial.ReopenAsync().ConfigureAwait(false);
        Check.Same(notices, await trial.LeaseAsync(Material.At(0), Material.At(60)).ConfigureAwait(false), "the notices leased first");
        foreach (double seconds in new[] { 0, 30, 59.999999 })
        {
            Check.Same([], await trial.LeaseAsync(Material.At(seconds), Material.At(600)).ConfigureAwait(false), $"what can be leased after {seconds} seconds");
            Check.Same([], await again.LeaseAsync(Material.At(seconds), Material.At(600)).ConfigureAwait(false), $"what another process can lease after {seconds} seconds");
        }
    }

    private static async Task EndsAsync(StoreTrial trial)
    {
        Notice[] notices = await CommitAsync(trial, "acme", 3).ConfigureAwait(false);
        await trial.LeaseAsync(Material.At(0), Material.At(60)).ConfigureAwait(false);
        Check.Same(notices, await trial.LeaseAsync(Material.At(60), Material.At(120)).ConfigureAwait(false), "what can be leased when the lease ends");
        StoreTrial again = await trial.ReopenAsync().ConfigureAwait(false);
        Check.Same([], await again.LeaseAsync(Material.At(100), Material.At(200)).ConfigureAwait(false), "what can be leased during the second lease");
        Check.Same(notices, await again.LeaseAsync(Material.At(500), Material.At(560)).ConfigureAwait(false), "what can be leased long after it");
    }

    private static async Task WaitInOrderAsync(StoreTrial trial)
    {
        Notice[] notices = await CommitAsync(trial, "acme", 3).ConfigureAwait(false);
        Notice[] others = await CommitAsync(trial, "other", 1).ConfigureAwait(false);
        IReadOnlyList<Notice> first = await trial.LeaseAsync(Material.At(0), Material.At(60), 2).ConfigureAwait(false);
        bool isAcme = first[0].Wallet == new WalletId("acme");
        Check.Same(isAcme ? notices[..2] : others[..2], first, "the first two notices");
        Notice[] busy = isAcme ? notices : others;
        Notice[] free = isAcme ? others : notices;
        IReadOnlyList<Notice> second = await trial.LeaseAsync(Material.At(1), Material.At(60)).ConfigureAwait(false);
        Check.Same(free, second, "what can be leased beside them: the other wallet's");
        await trial.AcknowledgeAsync([.. first]).ConfigureAwait(false);
        Check.Same(busy[2..], await trial.LeaseAsync(Material.At(2), Material.At(60)).ConfigureAwait(false), "what can be leased after they were acknowledged");
    }

    private static async Task NewWaitsAsync(StoreTrial trial)
    {
        WalletId acme = "acme";
        JournalEntry[] journal = await Material.NoticesAsync(acme, 2).ConfigureAwait(false);
        await trial.CommitEachAsync(acme, journal[..4]).ConfigureAwait(false);
        Notice[] leased = [.. await trial.LeaseAsync(Material.At(0), Material.At(60)).ConfigureAwait(false)];
        await trial.CommitEachAsync(acme, journal[4..]).ConfigureAwait(false);
        Check.Same([], await trial.LeaseAsync(Material.At(1), Material.At(60)).ConfigureAwait(false), "what can be leased beside an earlier notice");
        await trial.AcknowledgeAsync(leased[0]).ConfigureAwait(false);
        Check.Same([], await trial.LeaseAsync(Material.At(2), Material.At(60)).ConfigureAwait(false), "what can be leased while one earlier notice is left");
        await trial.AcknowledgeAsync(leased[1]).ConfigureAwait(false);
        Check.Same(
            journal[4..].SelectMany(e => e.Notices), await trial.LeaseAsync(Material.At(3), Material.At(60)).ConfigureAwait(false), "what can be leased when they are gone");
    }

    private static async Task AtOnceAsync(StoreTrial trial)
    {
        List<Notice> expected = [];
        for (int i = 0; i < 12; i++)
        {
            expected.AddRange(await CommitAsync(trial, $"wallet-{i}", 5).ConfigureAwait(false));
        }

        // Nothing is acknowledged before all have leased: so of each wallet one deliverer alone may have some, from its first notice on.
        StoreTrial again = await trial.ReopenAsync().ConfigureAwait(false);
        List<Notice> delivered = [];
        while (delivered.Count < expected.Count)
        {
            IReadOnlyList<Notice>[] leases = await Task.WhenAll(Enumerable.Range(0, 16).Select(
                i => Task.Run(() => (i % 2 == 0 ? trial : again).LeaseAsync(Material.At(0), Material.At(60), 7).AsTask(), trial.CancellationToken))).ConfigureAwait(false);
            Check.That(leases.Any(l => l.Count > 0), "a deliverer to lease something", "none, although notices are waiting");
            foreach (IGrouping<WalletId, (Notice Notice, int Deliverer)> wallet in leases.SelectMany((l, i) => l.Select(n => (Notice: n, Deliverer: i))).GroupBy(l => l.Notice.Wallet))
            {
                Check.Equal(1, wallet.Select(l => l.Deliverer).Distinct().Count(), $"the number of deliverers of wallet '{wallet.Key}' at once");
                int before = delivered.Count(n => n.Wallet == wallet.Key);
                Check.Same(
                    expected.Where(n => n.Wallet == wallet.Key).Skip(before).Take(wallet.Count()),
                    wallet.Select(l => l.Notice),
                    $"the notices leased of wallet '{wallet.Key}'");
            }

            Notice[] all = [.. leases.SelectMany(l => l)];
            delivered.AddRange(all);
            await trial.AcknowledgeAsync(all).ConfigureAwait(false);
        }

        Check.Equal(expected.Count, delivered.Count, "the number of notices delivered");
    }

    private static async Task<Notice[]> CommitAsync(StoreTrial trial, WalletId wallet, int emptied)
    {
        JournalEntry[] journal = await Material.NoticesAsync(wallet, emptied).ConfigureAwait(false);
        await trial.CommitAsync(wallet, journal).ConfigureAwait(false);
        return [.. journal.SelectMany(e => e.Notices)];
    }
}
