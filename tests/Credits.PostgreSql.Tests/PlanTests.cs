using Credits.PostgreSql.Tests.Server;
using Npgsql;

namespace Credits.PostgreSql.Tests;

/// <summary>How the server carries out the statements that write groups, with the settings of the store's sessions, whatever language the database sorts by.</summary>
public sealed class PlanTests(PostgreSqlServer server)
{
    /// <summary>Of statements without subjects, notices and snapshots.</summary>
    private const int Parameters = 9;

    [Theory]
    [InlineData(CommitParts.None)]
    [InlineData(CommitParts.NewWallets)]
    [InlineData(CommitParts.LooksFirst)]
    [InlineData(CommitParts.LooksFirst | CommitParts.NewWallets)]
    internal async Task Every_group_locks_its_wallets_in_the_order_of_their_ids_bytes(CommitParts parts)
    {
        await using Bed bed = await Bed.CreateAsync(server, server.ConnectionTo(await server.CreateDatabaseAsync("en-US")));
        string[] plan = await ExplainAsync(bed, parts);
        plan.Where(l => l.Contains("Sort Key", StringComparison.Ordinal)).Should().ContainSingle().Which.Should().EndWith("wallet COLLATE \"C\"");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(2_000)]
    public async Task Known_wallets_are_each_looked_up_by_index_however_many_there_are_when_the_plan_is_made(int wallets)
    {
        await using Bed bed = await Bed.CreateAsync(server, server.ConnectionTo(await server.CreateDatabaseAsync()));
        await bed.ExecuteAsync($"INSERT INTO ~.wallets (wallet, version, previous) SELECT 'w-' || n, 1, 0 FROM generate_series(1, {wallets}) AS n");
        await bed.ExecuteAsync("ANALYZE ~.wallets");
        string plan = string.Join('\n', await ExplainAsync(bed, CommitParts.None));
        plan.Should().Contain("Index Scan using wallets_pkey on wallets w").And.Match("*Index Cond: (wallet = ANY (ARRAY[g*.wallet]))*");
        plan.Should().NotContain("Seq Scan on wallets").And.NotContain("Hash Join").And.NotContain("Merge Join");
    }

    private static async Task<string[]> ExplainAsync(Bed bed, CommitParts parts)
    {
        CommitSql sql = new(new(bed.Schema));
        await using NpgsqlDataSource dataSource = NpgsqlDataSource.Create(bed.ConnectionString);
        await using Session session = await Session.OpenAsync(dataSource, sql, TimeSpan.FromSeconds(1), CancellationToken.None);
        await using (NpgsqlCommand prepare = new($"PREPARE a_group AS {sql.Group(parts)}", session.Connection))
        {
            await prepare.ExecuteNonQueryAsync();
        }

        string nothing = string.Join(", ", Enumerable.Repeat("NULL", Parameters));
        await using NpgsqlCommand explain = new($"EXPLAIN EXECUTE a_group({nothing})", session.Connection);
        await using NpgsqlDataReader reader = await explain.ExecuteReaderAsync();
        List<string> plan = [];
        while (await reader.ReadAsync())
        {
            plan.Add(reader.GetString(0));
        }

        return [.. plan];
    }
}
