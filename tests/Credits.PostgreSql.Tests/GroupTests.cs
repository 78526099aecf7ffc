using Credits.Journal;
using Credits.PostgreSql.Tests.Server;
using Credits.Storage;
using Npgsql;

namespace Credits.PostgreSql.Tests;

/// <summary>Many wallets in one round trip, each on its own.</summary>
public sealed class GroupTests(PostgreSqlServer server)
{
    [Fact]
    public async Task In_a_group_each_wallet_is_refused_or_written_by_itself()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        CommitSql sql = new(new(bed.Schema));
        await using NpgsqlDataSource dataSource = NpgsqlDataSource.Create(bed.ConnectionString);
        await using Session session = await Session.OpenAsync(dataSource, sql, TimeSpan.FromSeconds(1), CancellationToken.None);
        JournalEntry[] journal = [.. await Scripts.ConsumesAsync("any", ["a", "b", "c", "d"])];
        CommitOutcome[] opened = [.. await session.CommitAsync([.. Wallets("old", 4).Select(w => At(w, 0, journal[..4]))], looksFirst: false)];
        opened.Should().OnlyContain(o => o == CommitOutcome.Committed);

        WalletCommit[] group =
        [
            At("old-3", 4, journal[4]),
            At("new-1", 0, journal[..2]),
            At("old-0", 4, AtVersion(journal[2], 5)), // a known operation
            At("old-1", 3, AtVersion(journal[5], 4)), // behind
            At("new-0", 0, journal[..1]),
            At("old-2", 5, AtVersion(journal[4], 6)), // ahead
            At("never", 7, AtVersion(journal[4], 8)), // of a wallet that is not there
        ];
        await FluentActions.Awaiting(() => session.CommitAsync(group, looksFirst: false).AsTask()).Should().ThrowAsync<PostgresException>("a known key fails the quick statement");
        IReadOnlyList<CommitOutcome> outcomes = await session.CommitAsync(group, looksFirst: true);
        outcomes.Should().Equal(
            CommitOutcome.Committed, CommitOutcome.Committed, CommitOutcome.DuplicateKey, CommitOutcome.VersionConflict,
            CommitOutcome.Committed, CommitOutcome.VersionConflict, CommitOutcome.VersionConflict);
        (await bed.ScalarAsync<string>("SELECT string_agg(wallet || version, ' ' ORDER BY wallet) FROM ~.wallets")).Should().Be("new-01 new-12 old-04 old-14 old-24 old-35");
        (await bed.ScalarAsync<long>("SELECT count(*) FROM ~.journal")).Should().Be(3 + 16 + 1);
    }

    [Fact]
    public async Task A_repeated_operation_in_a_group_refuses_its_own_commit_alone()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        PostgreSqlStore store = bed.Open(o => o.MaxGroups = 1);
        JournalEntry[] journal = [.. await Scripts.ConsumesAsync("any", ["a", "b"])];
        string[] wallets = [.. Wallets("w", 40)];
        await Task.WhenAll(wallets.Select(w => store.CommitAsync(At(w, 0, journal[..3]), CancellationToken.None).AsTask()));
        CommitOutcome[] outcomes = await Task.WhenAll(wallets.Select((w, i) => Task.Run(
            () => store.CommitAsync(At(w, 3, i % 10 == 7 ? AtVersion(journal[2], 4) : journal[3]), CancellationToken.None).AsTask())));
        outcomes.Select((o, i) => (o, i)).Should().OnlyContain(x => x.o == (x.i % 10 == 7 ? CommitOutcome.DuplicateKey : CommitOutcome.Committed));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("en-US")]
    public async Task Random_groups_from_several_stores_never_deadlock_and_all_land(string? language)
    {
        await using Bed bed = await Bed.CreateAsync(server, server.ConnectionTo(await server.CreateDatabaseAsync(language)));
        long before = await DeadlocksAsync(bed);
        PostgreSqlStore[] stores = [.. Enumerable.Range(0, 4).Select(_ => bed.Open(o => o.MaxGroups = 4))];
        JournalEntry[] journal = [.. await Scripts.ConsumesAsync("any", Enumerable.Range(0, 40).Select(i => $"op-{i}"))];
        string[] wallets = [.. Wallets("w", 12), .. Wallets("W", 12)]; // which languages and bytes order differently
        int committed = 0;
        await Task.WhenAll(Enumerable.Range(0, 32).Select(n => Task.Run(async () =>
        {
            // Each tries to bring random wallets, new ones too, one entry further than somebody else has.
            Random random = new(n);
            for (int i = 0; i < 60; i++)
            {
                string wallet = wallets[random.Next(wallets.Length)];
                PostgreSqlStore store = stores[random.Next(stores.Length)];
                int version = (await store.LoadAsync(wallet, 0, [], CancellationToken.None)).Entries.Count;
                if (version < journal.Length && await store.CommitAsync(At(wallet, version, journal[version]), CancellationToken.None) == CommitOutcome.Committed)
                {
                    Interlocked.Increment(ref committed);
                }
            }
        })));
        (await bed.ScalarAsync<long>("SELECT count(*) FROM ~.journal")).Should().Be(committed);
        (await bed.ScalarAsync<decimal>("SELECT sum(version) FROM ~.wallets")).Should().Be(committed);
        (await DeadlocksAsync(bed)).Should().Be(before);
    }

    [Fact]
    public async Task A_wallet_held_by_a_transaction_of_the_host_keeps_no_other_waiting()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        PostgreSqlStore store = bed.Open(o =>
        {
            o.MaxGroups = 1;
            o.LockTimeout = TimeSpan.FromMilliseconds(100);
        });
        JournalEntry[] journal = [.. await Scripts.ConsumesAsync("any", ["a", "b", "c"])];
        string[] wallets = [.. Wallets("w", 10)];
        await Task.WhenAll(wallets.Select(w => store.CommitAsync(At(w, 0, journal[..2]), CancellationToken.None).AsTask()));
        await using NpgsqlConnection host = new(bed.ConnectionString);
        await host.OpenAsync();
        await using NpgsqlTransaction transaction = await host.BeginTransactionAsync();
        await using (NpgsqlCommand hold = new($"SELECT FROM {bed.Schema}.wallets WHERE wallet = 'w-5' FOR UPDATE", host, transaction))
        {
            await hold.ExecuteNonQueryAsync();
        }

        Dictionary<string, Task<CommitOutcome>> commits = wallets.ToDictionary(w => w, w => Task.Run(() => store.CommitAsync(At(w, 2, journal[2]), CancellationToken.None).AsTask()));
        CommitOutcome[] others = await Task.WhenAll(commits.Where(c => c.Key != "w-5").Select(c => c.Value)).WaitAsync(TimeSpan.FromMinutes(2));
        others.Should().OnlyContain(o => o == CommitOutcome.Committed);
        commits["w-5"].IsCompleted.Should().BeFalse("its wallet is held");
        (await store.CommitAsync(At("w-1", 3, journal[3]), CancellationToken.None)).Should().Be(CommitOutcome.Committed, "others go on meanwhile");
        await transaction.RollbackAsync();
        (await commits["w-5"]).Should().Be(CommitOutcome.Committed);
    }

    [Fact]
    public async Task More_waiting_commits_than_allowed_fail_at_once_with_nothing_written()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        PostgreSqlStore store = bed.Open(o =>
        {
            o.MaxGroups = 1;
            o.MaxWaiting = 5;
        });
        JournalEntry[] journal = [.. await Scripts.ConsumesAsync("any", ["a"])];
        await store.OpenAsync();
        await bed.ExecuteAsync("INSERT INTO ~.wallets (wallet, version, previous) VALUES ('w-0', 0, 0)");
        await using NpgsqlConnection host = new(bed.ConnectionString);
        await host.OpenAsync();
        await using NpgsqlTransaction transaction = await host.BeginTransactionAsync();
        await using (NpgsqlCommand hold = new($"LOCK TABLE {bed.Schema}.wallets IN EXCLUSIVE MODE", host, transaction))
        {
            await hold.ExecuteNonQueryAsync();
        }

        Task<CommitOutcome>[] commits = [.. Wallets("w", 30).Select(w => store.CommitAsync(At(w, 0, journal[..2]), CancellationToken.None).AsTask())];
        Task<CommitOutcome>[] refused = [.. commits.Where(c => c.IsFaulted)];
        refused.Should().NotBeEmpty();
        refused.Should().OnlyContain(c => ((StoreException)c.Exception!.InnerException!).Fate == CommandFate.NotApplied);
        await transaction.RollbackAsync();
        (await Task.WhenAll(commits.Except(refused))).Should().OnlyContain(o => o == CommitOutcome.Committed);
        (await bed.ScalarAsync<long>("SELECT count(*) FROM ~.wallets WHERE version > 0")).Should().Be(commits.Length - refused.Length);
    }

    [Fact]
    public async Task A_waiting_commit_can_be_cancelled_and_is_not_written()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        PostgreSqlStore store = bed.Open(o => o.MaxGroups = 1);
        JournalEntry[] journal = [.. await Scripts.ConsumesAsync("any", ["a"])];
        await store.OpenAsync();
        await using NpgsqlConnection host = new(bed.ConnectionString);
        await host.OpenAsync();
        await using NpgsqlTransaction transaction = await host.BeginTransactionAsync();
        await using (NpgsqlCommand hold = new($"LOCK TABLE {bed.Schema}.wallets IN EXCLUSIVE MODE", host, transaction))
        {
            await hold.ExecuteNonQueryAsync();
        }

        using CancellationTokenSource cancelling = new();
        Task<CommitOutcome> underWay = store.CommitAsync(At("w-0", 0, journal[..2]), cancelling.Token).AsTask();
        Task<CommitOutcome> waiting = store.CommitAsync(At("w-1", 0, journal[..2]), cancelling.Token).AsTask();
        await cancelling.CancelAsync();
        await FluentActions.Awaiting(() => waiting).Should().ThrowAsync<OperationCanceledException>();
        await transaction.RollbackAsync();
        (await underWay).Should().Be(CommitOutcome.Committed, "what is under way is finished");
        (await bed.ScalarAsync<string>("SELECT string_agg(wallet, ' ') FROM ~.wallets")).Should().Be("w-0");
    }

    private static IEnumerable<string> Wallets(string prefix, int count) => Enumerable.Range(0, count).Select(i => $"{prefix}-{i}");

    private static WalletCommit At(WalletId wallet, long version, params JournalEntry[] entries) => new(wallet, version, entries, null, null);

    private static JournalEntry AtVersion(JournalEntry entry, long version) => JournalCodec.Read(version, JournalCodec.Encode(entry));

    /// <summary>Counted by the server, which tells a little later.</summary>
    private static async Task<long> DeadlocksAsync(Bed bed)
    {
        await Task.Delay(1_100);
        return await bed.ScalarAsync<long>("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
    }
}
