using System.Diagnostics;
using Credits.Journal;
using Credits.PostgreSql.Tests.Server;
using Credits.Storage;
using Credits.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Credits.PostgreSql.Tests;

/// <summary>Age and number cost nothing.</summary>
public sealed class LargeWalletTests(PostgreSqlServer server)
{
    [Fact]
    public async Task A_wallet_with_a_million_rows_is_as_quick_as_one_with_a_thousand()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await FillAsync(bed, "small", 1_000);
        await FillAsync(bed, "large", 1_000_000);
        await bed.ExecuteAsync("VACUUM ANALYZE ~.journal");

        // Of several tries one must do for each: the machine has other things to do, and makes one of two equals slower.
        List<string> slower = ["all"];
        for (int attempt = 0; attempt < 20 && slower.Count > 0; attempt++)
        {
            List<string> now = await SlowerAsync(bed, attempt);
            slower = attempt == 0 ? now : [.. slower.Intersect(now)];
        }

        slower.Should().BeEmpty("what was slower in the large wallet in every try gets slower with the wallet's age");
        await Audit.CleanAsync(bed, "small");
    }

    [Fact]
    public async Task With_100_000_wallets_the_first_debit_comes_within_a_second()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await FillAsync(bed, "model", 3);
        await bed.ExecuteAsync(
            """
            INSERT INTO ~.wallets (wallet, version, previous) SELECT 'w' || i, 4, 3 FROM generate_series(1, 100000) i;
            INSERT INTO ~.journal (wallet, version, at, operation, entry)
            SELECT 'w' || i, j.version, j.at, j.operation, j.entry FROM ~.journal j CROSS JOIN generate_series(1, 100000) i WHERE j.version <= 4
            """);

        // Of several starts the quickest, each with a wallet of its own: the machine may have other things to do.
        TimeSpan quickest = TimeSpan.MaxValue;
        for (int attempt = 0; attempt < 20 && quickest >= TimeSpan.FromSeconds(1); attempt++)
        {
            long start = Stopwatch.GetTimestamp();
            await using ServiceProvider host = Scripts.Host(bed.Open());
            (await host.GetRequiredService<ICredits>().ConsumeAsync($"w{77_777 + attempt}", Scripts.Feature, Scripts.User, 1)).GetValueOrThrow();
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            quickest = elapsed < quickest ? elapsed : quickest;
        }

        quickest.Should().BeLessThan(TimeSpan.FromSeconds(1));
        int wallets = 0;
        await foreach (WalletId wallet in bed.Open().ListWalletsAsync(CancellationToken.None))
        {
            wallets++;
        }

        wallets.Should().Be(100_001);
    }

    /// <summary>What takes more than twice as long in the large wallet as in the small one.</summary>
    private static async Task<List<string>> SlowerAsync(Bed bed, int attempt)
    {
        const int Rounds = 25;
        Dictionary<string, (List<double> Small, List<double> Large)> times = [];
        for (int round = 0; round < Rounds; round++)
        {
            foreach (string wallet in new[] { "small", "large" })
            {
                await MeasureAsync(bed, wallet, (attempt * Rounds) + round, (what, milliseconds) =>
                {
                    times.TryAdd(what, ([], []));
                    (wallet == "small" ? times[what].Small : times[what].Large).Add(milliseconds);
                });
            }
        }

        List<string> slower = [];
        foreach ((string what, (List<double> small, List<double> large)) in times)
        {
            // Of many rounds the quickest quarter.
            double one = small.Order().ElementAt(small.Count / 4);
            double other = large.Order().ElementAt(large.Count / 4);
            TestContext.Current.SendDiagnosticMessage("{0}: {1:F2} ms with 1,000 rows, {2:F2} ms with 1,000,000", what, one, other);
            if (other >= (one * 2) + 0.2)
            {
                slower.Add(what);
            }
        }

        return slower;
    }

    private static async Task MeasureAsync(Bed bed, WalletId wallet, int round, Action<string, double> tell)
    {
        PostgreSqlStore store = bed.Open(o => o.MaxConnections = 2 + (o.MaxGroups = 1));
        await store.LoadAsync("warm", 0, [], CancellationToken.None);
        await using ServiceProvider host = Scripts.Host(store);
        ICreditsAdmin admin = host.GetRequiredService<ICreditsAdmin>();
        async Task TimeAsync(string what, Func<Task> work)
        {
            long start = Stopwatch.GetTimestamp();
            await work();
            tell(what, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        await TimeAsync("load", async () => (await admin.GetBalanceAsync(wallet, Actor.System)).GetValueOrThrow());
        await TimeAsync("first page", async () => (await admin.GetTransactionsAsync(wallet, Actor.System, pageSize: 50)).GetValueOrThrow().Rows.Should().HaveCount(50));
        await TimeAsync("oldest page", async () => (await admin.GetTransactionsAsync(wallet, Actor.System, pageSize: 50, oldestFirst: true)).GetValueOrThrow().Rows.Should().HaveCount(50));
        await TimeAsync("first debit", async () => (await host.GetRequiredService<ICredits>().ConsumeAsync(wallet, Scripts.Feature, Scripts.User, 1)).GetValueOrThrow());
        await TimeAsync("debit", async () => (await host.GetRequiredService<ICredits>().ConsumeAsync(wallet, Scripts.Feature, Scripts.User, 1, operation: $"{round}")).GetValueOrThrow());
        JournalRange then = new() { From = Start + Duration.FromSeconds(400), To = Start + Duration.FromSeconds(450) };
        await TimeAsync("range of instants", async () =>
        {
            int rows = 0;
            await foreach (JournalEntry entry in store.ReadAsync(wallet, then, CancellationToken.None))
            {
                rows++;
            }

            rows.Should().Be(50);
        });
    }

    private static Instant Start { get; } = Instant.FromUtc(2026, 1, 1, 0, 0);

    /// <summary>Writes a wallet as the library would, a consume a second, only quicker: decided in memory and copied.</summary>
    private static async Task FillAsync(Bed bed, WalletId wallet, int consumes)
    {
        Recorder recorder = new();
        ManualClock clock = new(Start);
        await using ServiceProvider host = Scripts.Host(recorder, clock);
        await using NpgsqlConnection connection = new(bed.ConnectionString);
        await connection.OpenAsync();
        await using (NpgsqlBinaryImporter import = await connection.BeginBinaryImportAsync(
            $"COPY {bed.Schema}.journal (wallet, version, at, operation, entry) FROM STDIN (FORMAT BINARY)"))
        {
            Utf8Buffer json = new();
            recorder.Write = commit =>
            {
                foreach (JournalEntry entry in commit.Entries)
                {
                    json.Clear();
                    (long at, Guid? operation) = StoredEntry.Write(entry, json);
                    import.StartRow();
                    import.Write(wallet.Value, NpgsqlDbType.Text);
                    import.Write(entry.Version, NpgsqlDbType.Bigint);
                    import.Write(at, NpgsqlDbType.Bigint);
                    if (operation is { } key)
                    {
                        import.Write(key, NpgsqlDbType.Uuid);
                    }
                    else
                    {
                        import.WriteNull();
                    }

                    import.Write(json.Written, NpgsqlDbType.Text);
                }
            };
            await Scripts.OpenAsync(host, wallet, 100_000_000);
            ICredits credits = host.GetRequiredService<ICredits>();
            for (int i = 0; i < consumes; i++)
            {
                clock.Advance(Duration.FromSeconds(1));
                (await credits.ConsumeAsync(wallet, Scripts.Feature, Scripts.User, 1)).GetValueOrThrow();
            }

            await import.CompleteAsync();
        }

        await using NpgsqlCommand command = new(
            $"""
            INSERT INTO {bed.Schema}.wallets (wallet, version, previous) VALUES ($1, $2, $2 - 1);
            """,
            connection) { Parameters = { new() { Value = wallet.Value }, new() { Value = recorder.Last!.Value.ExpectedVersion + 1 } } };
        await command.ExecuteNonQueryAsync();
        if (recorder.Snapshot is { } snapshot)
        {
            await using NpgsqlCommand keep = new($"INSERT INTO {bed.Schema}.snapshots (wallet, version, state) VALUES ($1, $2, $3)", connection)
            {
                Parameters = { new() { Value = wallet.Value }, new() { Value = snapshot.Version }, new() { Value = snapshot.State.ToArray() } },
            };
            await keep.ExecuteNonQueryAsync();
        }
    }

    /// <summary>A store that holds nothing: it hands on what is committed, for one lane that never looks back.</summary>
    private sealed class Recorder() : DelegatingStore(new InMemoryStore())
    {
        public Action<WalletCommit> Write { get; set; } = _ => { };

        public WalletCommit? Last { get; private set; }

        public WalletSnapshot? Snapshot { get; private set; }

        public override ValueTask<WalletHistory> LoadAsync(WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken) => new(WalletHistory.Empty);

        public override ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken)
        {
            Write(commit);
            Last = commit with { Entries = [] };
            Snapshot = commit.Snapshot ?? Snapshot;
            return new(CommitOutcome.Committed);
        }
    }
}
