using Credits.PostgreSql.Tests.Server;
using Credits.Storage;
using Npgsql;

namespace Credits.PostgreSql.Tests;

public sealed class SchemaTests(PostgreSqlServer server)
{
    [Fact]
    public async Task Eight_migrations_at_once_make_the_tables_once()
    {
        string connectionString = server.ConnectionTo(await server.CreateDatabaseAsync());
        await using NpgsqlDataSource dataSource = NpgsqlDataSource.Create(connectionString);
        bool[] changed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => PostgreSqlSchema.MigrateAsync(dataSource))));
        changed.Count(c => c).Should().Be(1);
        (await PostgreSqlServer.ScalarAsync<long>(connectionString, "SELECT count(*) FROM credits.schema_versions")).Should().Be(PostgreSqlSchema.Version);
    }

    [Fact]
    public async Task Eight_stores_that_migrate_at_start_all_start()
    {
        string connectionString = server.ConnectionTo(await server.CreateDatabaseAsync());
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            await using PostgreSqlStore store = new(connectionString, new() { MigrateAtStart = true, Schema = "Billing_2", RetryFor = TimeSpan.FromMinutes(5) });
            await store.OpenAsync();
            (await store.LoadAsync("acme", 0, [], CancellationToken.None)).Should().Be(WalletHistory.Empty);
        })));
    }

    [Fact]
    public async Task The_version_is_found_and_nothing_is_made_by_looking()
    {
        string connectionString = server.ConnectionTo(await server.CreateDatabaseAsync());
        await using NpgsqlDataSource dataSource = NpgsqlDataSource.Create(connectionString);
        (await PostgreSqlSchema.FindVersionAsync(dataSource)).Should().Be(0);
        (await PostgreSqlServer.ScalarAsync<long>(connectionString, "SELECT count(*) FROM pg_namespace WHERE nspname = 'credits'")).Should().Be(0);
        await PostgreSqlSchema.MigrateAsync(dataSource);
        (await PostgreSqlSchema.FindVersionAsync(dataSource)).Should().Be(PostgreSqlSchema.Version);
    }

    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await using NpgsqlDataSource dataSource = NpgsqlDataSource.Create(bed.ConnectionString);
        await bed.ExecuteAsync("INSERT INTO ~.wallets (wallet, version, previous) VALUES ('acme', 1, 0)");
        (await PostgreSqlSchema.MigrateAsync(dataSource, bed.Schema)).Should().BeFalse();
        (await bed.ScalarAsync<long>("SELECT count(*) FROM ~.wallets")).Should().Be(1);
    }

    [Fact]
    public async Task Without_tables_the_store_says_how_to_make_them()
    {
        await using PostgreSqlStore store = new(server.ConnectionString, new() { Schema = "nothing_here" });
        StoreException failure = await FailureAsync(store);
        failure.Message.Should().Contain("nothing_here").And.Contain("credits migrate").And.Contain("MigrateAtStart");
    }

    [Fact]
    public async Task Tables_of_a_newer_library_are_left_alone()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await bed.ExecuteAsync("INSERT INTO ~.schema_versions (version) VALUES (99)");
        (await FailureAsync(bed.Open())).Message.Should().Contain("99").And.Contain("Update Credits.PostgreSql");
        (await FailureAsync(bed.Open(o => o.MigrateAtStart = true))).Message.Should().Contain("99");
        await using NpgsqlDataSource dataSource = NpgsqlDataSource.Create(bed.ConnectionString);
        await FluentActions.Awaiting(() => PostgreSqlSchema.MigrateAsync(dataSource, bed.Schema)).Should().ThrowAsync<StoreException>().WithMessage("*99*");
    }

    [Fact]
    public async Task Tables_that_are_somebody_elses_are_never_touched()
    {
        string connectionString = server.ConnectionTo(await server.CreateDatabaseAsync());
        await PostgreSqlServer.ExecuteAsync(connectionString, "CREATE SCHEMA credits; CREATE TABLE credits.journal (mine text); INSERT INTO credits.journal VALUES ('kept')");
        await using NpgsqlDataSource dataSource = NpgsqlDataSource.Create(connectionString);
        await FluentActions.Awaiting(() => PostgreSqlSchema.MigrateAsync(dataSource)).Should().ThrowAsync<StoreException>().WithMessage("*journal*");
        (await PostgreSqlServer.ScalarAsync<string>(connectionString, "SELECT mine FROM credits.journal")).Should().Be("kept");
    }

    [Fact]
    public async Task Every_unique_key_leads_with_the_wallet_and_nothing_spans_wallets()
    {
        // What a cluster that spreads rows by wallet asks for. The lists of versions and of channels are no wallet's.
        await using Bed bed = await Bed.CreateAsync(server);
        (await bed.ScalarAsync<long>(
            """
            SELECT count(*) FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
            WHERE t.relnamespace = '~'::regnamespace AND t.relname NOT IN ('schema_versions', 'channels') AND i.indisunique AND a.attname <> 'wallet'
            """)).Should().Be(0);
        (await bed.ScalarAsync<long>("SELECT count(*) FROM pg_constraint WHERE connamespace = '~'::regnamespace AND contype = 'f'")).Should().Be(0);
        (await bed.ScalarAsync<long>("SELECT count(*) FROM pg_class WHERE relnamespace = '~'::regnamespace AND relkind = 'S'")).Should().Be(0);
        (await bed.ScalarAsync<long>("SELECT count(*) FROM pg_class c WHERE relnamespace = '~'::regnamespace AND relkind = 'r'")).Should().Be(9);
    }

    [Fact]
    public async Task Distributing_places_every_table_by_wallet_beside_the_first()
    {
        PostgreSqlSchema.DistributionScript("billing").Should().Be(
            """
            SELECT create_distributed_table('"billing".wallets', 'wallet', colocate_with => 'none');
            SELECT create_distributed_table('"billing".journal', 'wallet', colocate_with => '"billing".wallets');
            SELECT create_distributed_table('"billing".subjects', 'wallet', colocate_with => '"billing".wallets');
            SELECT create_distributed_table('"billing".snapshots', 'wallet', colocate_with => '"billing".wallets');
            SELECT create_distributed_table('"billing".outbox', 'wallet', colocate_with => '"billing".wallets');
            SELECT create_distributed_table('"billing".turns', 'wallet', colocate_with => '"billing".wallets');
            SELECT create_distributed_table('"billing".deliveries', 'wallet', colocate_with => '"billing".wallets');
            SELECT create_reference_table('"billing".channels');

            """);
        await using Bed bed = await Bed.CreateAsync(server);
        await using NpgsqlDataSource dataSource = NpgsqlDataSource.Create(bed.ConnectionString);
        await FluentActions.Awaiting(() => PostgreSqlSchema.MigrateAsync(dataSource, bed.Schema, distributed: true))
            .Should().ThrowAsync<StoreException>().WithMessage("*CREATE EXTENSION citus*");

        // Stand-ins for what the extension brings show that the script runs, and names tables that are there.
        await bed.ExecuteAsync(
            """
            CREATE TABLE ~.placed (name regclass, by text, beside text);
            CREATE FUNCTION ~.create_distributed_table(regclass, text, colocate_with text) RETURNS void LANGUAGE sql AS
            'INSERT INTO ~.placed VALUES ($1, $2, $3)';
            CREATE FUNCTION ~.create_reference_table(regclass) RETURNS void LANGUAGE sql AS
            'INSERT INTO ~.placed VALUES ($1, NULL, NULL)'
            """);
        await bed.ExecuteAsync("SET search_path = ~; " + PostgreSqlSchema.DistributionScript(bed.Schema));
        (await bed.ScalarAsync<long>("SELECT count(DISTINCT name) FROM ~.placed WHERE by = 'wallet'")).Should().Be(7);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("1a")]
    [InlineData("a\"; DROP TABLE x; --")]
    [InlineData("größe")]
    public void A_schema_name_is_plain(string name) =>
        FluentActions.Invoking(() => new PostgreSqlStore("Host=localhost", new() { Schema = name })).Should().Throw<ArgumentException>();

    private static async Task<StoreException> FailureAsync(PostgreSqlStore store)
    {
        StoreException failure = (await FluentActions.Awaiting(() => store.LoadAsync("acme", 0, [], CancellationToken.None).AsTask()).Should().ThrowAsync<StoreException>()).Which;
        failure.Fate.Should().Be(CommandFate.NotApplied);
        return failure;
    }
}
