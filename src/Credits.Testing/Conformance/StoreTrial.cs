using System.Globalization;
using System.Text;
using Credits.Journal;
using Credits.Notifications;
using Credits.Storage;
using NodaTime;

namespace Credits.Testing.Conformance;

/// <summary>A store on trial, and what cases do with one.</summary>
internal sealed class StoreTrial(IStoreFixture fixture, IStore store, CancellationToken cancellationToken)
{
    /// <summary>The channel that cases use where they need only one.</summary>
    public const string Mail = "mail";

    private static readonly Instant EndOfTime = Instant.FromUtc(9000, 1, 1, 0, 0);

    public IStore Store => store;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>The same data opened once more.</summary>
    public async Task<StoreTrial> ReopenAsync() =>
        new(fixture, await fixture.ReopenAsync(store, cancellationToken).ConfigureAwait(false), cancellationToken);

    public ValueTask<WalletHistory> LoadAsync(WalletId wallet, long afterVersion = 0, params JournalKey[] keys) =>
        store.LoadAsync(wallet, afterVersion, keys, cancellationToken);

    /// <summary>Commits entries at the version before the first of them.</summary>
    public ValueTask<CommitOutcome> TryCommitAsync(
        WalletId wallet, IReadOnlyList<JournalEntry> entries, Instant? due = null, WalletSnapshot? snapshot = null) =>
        store.CommitAsync(new(wallet, entries[0].Version - 1, entries, due, snapshot), cancellationToken);

    /// <summary>Commits entries, which the store must accept.</summary>
    public async Task CommitAsync(WalletId wallet, IReadOnlyList<JournalEntry> entries, Instant? due = null, WalletSnapshot? snapshot = null) =>
        Check.Equal(
            CommitOutcome.Committed,
            await TryCommitAsync(wallet, entries, due, snapshot).ConfigureAwait(false),
            $"the outcome of committing entries {entries[0].Version} to {entries[^1].Version}");

    /// <summary>Commits entries one by one, which the store must accept.</summary>
    public async Task CommitEachAsync(WalletId wallet, IEnumerable<JournalEntry> entries)
    {
        foreach (JournalEntry entry in entries)
        {
            await CommitAsync(wallet, [entry]).ConfigureAwait(false);
        }
    }

    /// <summary>Commits entries, which the store must not accept, and looks whether it has changed anything all the same.</summary>
    public async Task CommitInVainAsync(CommitOutcome expected, WalletCommit commit)
    {
        JournalKey[] keys = [.. commit.Entries.SelectMany(KeysOf).Distinct()];
        string before = await ImageAsync([commit.Wallet], keys).ConfigureAwait(false);
        CommitOutcome outcome = await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        Check.Equal(expected, outcome, $"the outcome of committing at version {commit.ExpectedVersion}");
        await UnchangedAsync(before, [commit.Wallet], keys).ConfigureAwait(false);
    }

    public async Task<List<JournalEntry>> ReadAsync(WalletId wallet, JournalRange range)
    {
        List<JournalEntry> entries = [];
        await foreach (JournalEntry entry in store.ReadAsync(wallet, range, cancellationToken).ConfigureAwait(false))
        {
            entries.Add(entry);
        }

        return entries;
    }

    public async Task<List<WalletId>> ListAsync()
    {
        List<WalletId> wallets = [];
        await foreach (WalletId wallet in store.ListWalletsAsync(cancellationToken).ConfigureAwait(false))
        {
            wallets.Add(wallet);
        }

        return wallets;
    }

    public ValueTask<IReadOnlyList<DueWallet>> FindDueAsync(Instant until, int limit = 1_000) => store.FindDueAsync(until, limit, cancellationToken);

    public ValueTask<IReadOnlyList<WalletId>> LeaseDueAsync(Instant now, Instant until, int limit = 1_000) =>
        store.LeaseDueAsync(now, until, limit, cancellationToken);

    public ValueTask<IReadOnlyList<NoticeLease>> LeaseAsync(Instant now, Instant until, int limit = 1_000, string channel = Mail) =>
        store.LeaseNoticesAsync(channel, now, until, limit, cancellationToken);

    /// <summary>Leases from an instant on for a minute, and gives the notices alone.</summary>
    public async Task<Notice[]> LeaseNoticesAsync(double seconds, string channel = Mail) =>
        Notices(await LeaseAsync(Material.At(seconds), Material.At(seconds + 60), channel: channel).ConfigureAwait(false));

    public ValueTask SettleAsync(params NoticeSettlement[] settlements) => store.SettleNoticesAsync(settlements, cancellationToken);

    /// <summary>Settles leases whose notices were all delivered.</summary>
    public ValueTask DeliveredAsync(params IEnumerable<NoticeLease> leases) =>
        SettleAsync([.. leases.Select(l => new NoticeSettlement(l, l.Notices.Count, l.Until))]);

    /// <summary>Settles leases of which nothing was delivered, so that they can be leased again at once.</summary>
    public ValueTask ReturnAsync(params IEnumerable<NoticeLease> leases) =>
        SettleAsync([.. leases.Select(l => new NoticeSettlement(l, 0, NodaConstants.UnixEpoch))]);

    /// <summary>Parks the first notice of a lease after so many attempts; the rest can be leased at once.</summary>
    public ValueTask ParkAsync(NoticeLease lease, int attempts = 3, double seconds = 5, string reason = "Nobody was at home.") =>
        SettleAsync(new NoticeSettlement(lease, 0, NodaConstants.UnixEpoch, new(attempts, Material.At(seconds), reason)));

    public ValueTask<IReadOnlyList<ParkedNotice>> FindParkedAsync(WalletId? wallet = null, ParkedNoticeKey? after = null, int limit = 1_000) =>
        store.FindParkedNoticesAsync(wallet, after, limit, cancellationToken);

    public ValueTask<int> ResendAsync(params ParkedNoticeKey[] keys) => store.ResendNoticesAsync(keys, cancellationToken);

    public static Notice[] Notices(IEnumerable<NoticeLease> leases) => [.. leases.SelectMany(l => l.Notices)];

    /// <summary>All that can be seen of some wallets, as text. Free notices are leased for it and returned.</summary>
    public async Task<string> ImageAsync(IReadOnlyList<WalletId> wallets, IReadOnlyList<JournalKey> keys)
    {
        StringBuilder image = new();
        foreach (WalletId wallet in wallets)
        {
            WalletHistory history = await store.LoadAsync(wallet, 0, keys, cancellationToken).ConfigureAwait(false);
            string state = history.Snapshot is { } snapshot ? Convert.ToHexString(snapshot.State.Span) : "";
            Line(image, $"{wallet} has snapshot {history.Snapshot?.Version} {state}");
            Lines(image, $"{wallet} loads", history.Entries);
            Lines(image, $"{wallet} reads", await ReadAsync(wallet, JournalRange.All).ConfigureAwait(false));
            foreach ((JournalKey key, JournalEntry entry) in history.Found.OrderBy(f => f.Key.Kind).ThenBy(f => f.Key.Id, StringComparer.Ordinal))
            {
                Line(image, $"{wallet} finds by {key.Kind} '{key.Id}' entry {entry.Version}");
            }
        }

        Line(image, $"due are {string.Join(", ", (await FindDueAsync(EndOfTime).ConfigureAwait(false)).Select(d => $"{d.Wallet} at {d.Due}"))}");
        Line(image, $"there are {string.Join(", ", await ListAsync().ConfigureAwait(false))}");
        IReadOnlyList<NoticeLease> leases = await LeaseAsync(EndOfTime, EndOfTime + Duration.FromDays(1), 100_000).ConfigureAwait(false);
        await ReturnAsync(leases).ConfigureAwait(false);
        foreach (Notice notice in Notices(leases).OrderBy(n => n.Wallet).ThenBy(n => n.Number))
        {
            Line(image, $"waiting is {notice}");
        }

        foreach (ParkedNotice parked in (await FindParkedAsync().ConfigureAwait(false)).OrderBy(p => p.Notice.Wallet).ThenBy(p => p.Notice.Number))
        {
            Line(image, $"parked is {parked}");
        }

        return image.ToString();
    }

    /// <summary>Looks whether everything is as it was.</summary>
    public async Task UnchangedAsync(string before, IReadOnlyList<WalletId> wallets, IReadOnlyList<JournalKey> keys)
    {
        string[] then = before.Split('\n');
        string[] now = (await ImageAsync(wallets, keys).ConfigureAwait(false)).Split('\n');
        string lost = then.Except(now).FirstOrDefault("nothing");
        string added = now.Except(then).FirstOrDefault("nothing");
        Check.That(then.AsSpan().SequenceEqual(now), "everything to be as it was", $"missing: {lost}; new: {added}");
    }

    /// <summary>The keys by which an entry is found.</summary>
    public static IEnumerable<JournalKey> KeysOf(JournalEntry entry)
    {
        IEnumerable<JournalKey> subjects = entry.Subjects.Select(s => s.Key);
        return entry.Operation is { } operation ? subjects.Prepend(Material.Operation(operation)) : subjects;
    }

    private static void Lines(StringBuilder image, string what, IEnumerable<JournalEntry> entries)
    {
        foreach (JournalEntry entry in entries)
        {
            Line(image, $"{what} {entry.Version}: {Check.Text(entry)}");
        }
    }

    private static void Line(StringBuilder image, FormattableString line) => image.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
