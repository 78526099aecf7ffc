using Credits.Journal;
using Credits.Notifications;

namespace Credits.Testing.Conformance;

/// <summary>Leases of notices: of each wallet to one deliverer at a time, and in order.</summary>
internal static class LeaseCases
{
    private static readonly WalletId Acme = "acme";

    public static StoreConformanceCase[] All { get; } =
    [
        new("A leased notice is nobody else's until the lease ends", OneAtATimeAsync),
        new("A lease ends at its instant, and the notices are leased again in order", EndsAsync),
        new("Other wallets are leased beside a leased one", BesideAsync),
        new("A new notice waits while an earlier one of its wallet is leased", NewWaitsAsync),
        new("Later notices of a wallet wait for the next attempt at an earlier one, and attempts are counted", AttemptsAsync),
        new("Who settles after his lease has ended leaves the next lease alone", LateAsync),
        new("Wallets whose turn was first come first", FairAsync),
        new("Many deliverers at once lease every notice once, and each wallet's in order", AtOnceAsync),
    ];

    private static async Task OneAtATimeAsync(StoreTrial trial)
    {
        Notice[] notices = await CommitAsync(trial, Acme, 2).ConfigureAwait(false);
        StoreTrial again = await trial.ReopenAsync().ConfigureAwait(false);
        Check.Same(notices, await trial.LeaseNoticesAsync(0).ConfigureAwait(false), "the notices leased first");
        foreach (double seconds in new[] { 0, 30, 59.999999 })
        {
            Check.Same([], await trial.LeaseNoticesAsync(seconds).ConfigureAwait(false), $"what can be leased after {seconds} seconds");
            Check.Same([], await again.LeaseNoticesAsync(seconds).ConfigureAwait(false), $"what another process can lease after {seconds} seconds");
        }
    }

    private static async Task EndsAsync(StoreTrial trial)
    {
        Notice[] notices = await CommitAsync(trial, Acme, 3).ConfigureAwait(false);
        await trial.LeaseNoticesAsync(0).ConfigureAwait(false);
        Check.Same(notices, await trial.LeaseNoticesAsync(60).ConfigureAwait(false), "what can be leased when the lease ends");
        StoreTrial again = await trial.ReopenAsync().ConfigureAwait(false);
        Check.Same([], await again.LeaseNoticesAsync(100).ConfigureAwait(false), "what can be leased during the second lease");
        Check.Same(notices, await again.LeaseNoticesAsync(500).ConfigureAwait(false), "what can be leased long after it");
    }

    private static async Task BesideAsync(StoreTrial trial)
    {
        Dictionary<WalletId, Notice[]> notices = new() { ["acme"] = await CommitAsync(trial, "acme", 3).ConfigureAwait(false), ["other"] = await CommitAsync(trial, "other", 1).ConfigureAwait(false) };
        NoticeLease first = (await trial.LeaseAsync(Material.At(0), Material.At(60), 1).ConfigureAwait(false))[0];
        Check.Same(notices[first.Wallet], first.Notices, "the notices of the first wallet");
        NoticeLease[] second = [.. await trial.LeaseAsync(Material.At(1), Material.At(61)).ConfigureAwait(false)];
        Check.Same(notices.Keys.Where(w => w != first.Wallet), second.Select(l => l.Wallet), "the wallets leased beside it");
        Check.Same(notices[second[0].Wallet], second[0].Notices, "the notices of the other wallet");
    }

    private static async Task NewWaitsAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.NoticesAsync(Acme, 2).ConfigureAwait(false);
        await trial.CommitEachAsync(Acme, journal[..4]).ConfigureAwait(false);
        NoticeLease lease = (await trial.LeaseAsync(Material.At(0), Material.At(60)).ConfigureAwait(false))[0];
        await trial.CommitEachAsync(Acme, journal[4..]).ConfigureAwait(false);
        Check.Same([], await trial.LeaseNoticesAsync(1).ConfigureAwait(false), "what can be leased beside an earlier notice");
        await trial.SettleAsync(new NoticeSettlement(lease, lease.Notices.Count, Material.At(2))).ConfigureAwait(false);
        Check.Same(journal[4..].SelectMany(e => e.Notices), await trial.LeaseNoticesAsync(2).ConfigureAwait(false), "what can be leased when that is delivered");
    }

    private static async Task AttemptsAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.NoticesAsync(Acme, 3).ConfigureAwait(false);
        Notice[] notices = [.. journal.SelectMany(e => e.Notices)];
        await trial.CommitAsync(Acme, journal[..^1]).ConfigureAwait(false);
        for (int attempt = 1; attempt < 4; attempt++)
        {
            NoticeLease lease = (await trial.LeaseAsync(Material.At(attempt * 100), Material.At((attempt * 100) + 60)).ConfigureAwait(false))[0];
            Check.Same([attempt - 1, .. lease.Notices.Skip(1).Select(_ => 0)], lease.Attempts, "the failed attempts of each notice before this one");
            await trial.SettleAsync(new NoticeSettlement(lease, 0, Material.At((attempt * 100) + 50), new(attempt, null, "Nobody was at home."))).ConfigureAwait(false);
            if (attempt == 1)
            {
                await trial.CommitAsync(Acme, journal[^1..]).ConfigureAwait(false);
            }

            Check.Same([], await trial.LeaseNoticesAsync((attempt * 100) + 49).ConfigureAwait(false), "what can be leased before the next attempt");
        }

        StoreTrial again = await trial.ReopenAsync().ConfigureAwait(false);
        NoticeLease last = (await again.LeaseAsync(Material.At(350), Material.At(410)).ConfigureAwait(false))[0];
        Check.Same(notices, last.Notices, "the notices of the last attempt");
        Check.Same([3, .. last.Notices.Skip(1).Select(_ => 0)], last.Attempts, "the failed attempts as another process sees them");
        await again.SettleAsync(new NoticeSettlement(last, 1, Material.At(351))).ConfigureAwait(false);
        Check.Same(notices[1..].Select(_ => 0), (await trial.LeaseAsync(Material.At(351), Material.At(411)).ConfigureAwait(false))[0].Attempts, "the failed attempts of the notices after it");
    }

    private static async Task LateAsync(StoreTrial trial)
    {
        Notice[] notices = await CommitAsync(trial, Acme, 2).ConfigureAwait(false);
        NoticeLease late = (await trial.LeaseAsync(Material.At(0), Material.At(60)).ConfigureAwait(false))[0];
        NoticeLease now = (await trial.LeaseAsync(Material.At(60), Material.At(120)).ConfigureAwait(false))[0];
        await trial.SettleAsync(new NoticeSettlement(late, 1, Material.At(61), new(9, Material.At(61), "Nobody was at home."))).ConfigureAwait(false);
        Check.Same([], await trial.LeaseNoticesAsync(119).ConfigureAwait(false), "what can be leased beside the next lease");
        Check.Same([], await trial.FindParkedAsync().ConfigureAwait(false), "what the late one has parked");
        await trial.SettleAsync(new NoticeSettlement(now, 2, Material.At(119))).ConfigureAwait(false);
        NoticeLease rest = (await trial.LeaseAsync(Material.At(119), Material.At(179)).ConfigureAwait(false))[0];
        Check.Same(notices[2..], rest.Notices, "the notices left");
        Check.Same(notices[2..].Select(_ => 0), rest.Attempts, "the failed attempts that the late one wrote down");
    }

    private static async Task FairAsync(StoreTrial trial)
    {
        WalletId[] wallets = ["c", "a", "b"];
        for (int i = 0; i < wallets.Length; i++)
        {
            await CommitAsync(trial, wallets[i], 1).ConfigureAwait(false);
            NoticeLease lease = (await trial.LeaseAsync(Material.At(10 * i), Material.At(1_000)).ConfigureAwait(false))[0];
            await trial.SettleAsync(new NoticeSettlement(lease, 0, Material.At(2_000 + i))).ConfigureAwait(false);
        }

        foreach (WalletId wallet in wallets)
        {
            Check.Same([wallet], (await trial.LeaseAsync(Material.At(3_000), Material.At(4_000), 1).ConfigureAwait(false)).Select(l => l.Wallet), "the wallet whose turn it is");
        }
    }

    private static async Task AtOnceAsync(StoreTrial trial)
    {
        List<Notice> expected = [];
        for (int i = 0; i < 24; i++)
        {
            expected.AddRange(await CommitAsync(trial, $"wallet-{i}", 3).ConfigureAwait(false));
        }

        // Nothing is settled before all have leased: so of each wallet one deliverer alone may have some, from its first notice on.
        StoreTrial again = await trial.ReopenAsync().ConfigureAwait(false);
        List<Notice> delivered = [];
        while (delivered.Count < expected.Count)
        {
            IReadOnlyList<NoticeLease>[] rounds = await Task.WhenAll(Enumerable.Range(0, 16).Select(
                i => Task.Run(() => (i % 2 == 0 ? trial : again).LeaseAsync(Material.At(0), Material.At(60), 2).AsTask(), trial.CancellationToken))).ConfigureAwait(false);
            NoticeLease[] leases = [.. rounds.SelectMany(r => r)];
            Check.That(leases.Length > 0, "a deliverer to lease something", "none, although notices are waiting");
            Check.Same(leases.Select(l => l.Wallet).Order(), leases.Select(l => l.Wallet).Distinct().Order(), "the wallets leased at once");
            foreach (NoticeLease lease in leases)
            {
                Check.Same(expected.Where(n => n.Wallet == lease.Wallet), lease.Notices, $"the notices leased of wallet '{lease.Wallet}'");
            }

            delivered.AddRange(StoreTrial.Notices(leases));
            await Task.WhenAll(leases.Select((l, i) => Task.Run(
                () => (i % 2 == 0 ? again : trial).DeliveredAsync(l).AsTask(), trial.CancellationToken))).ConfigureAwait(false);
        }

        Check.Equal(expected.Count, delivered.Count, "the number of notices delivered");
        Check.Same([], await trial.LeaseNoticesAsync(1_000).ConfigureAwait(false), "the notices left");
    }

    private static async Task<Notice[]> CommitAsync(StoreTrial trial, WalletId wallet, int emptied)
    {
        JournalEntry[] journal = await Material.NoticesAsync(wallet, emptied).ConfigureAwait(false);
        await trial.CommitAsync(wallet, journal).ConfigureAwait(false);
        return [.. journal.SelectMany(e => e.Notices)];
    }
}
