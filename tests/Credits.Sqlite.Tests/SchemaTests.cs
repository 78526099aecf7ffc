using Credits.Journal;
using Credits.Storage;
using Microsoft.Data.Sqlite;

namespace Credits.Sqlite.Tests;

public sealed class SchemaTests
{
    [Fact]
    public async Task Migrating_says_what_it_found_and_does_nothing_the_second_time()
    {
        using TemporaryFile file = new();
        (await SqliteSchema.MigrateAsync(file.ConnectionString)).Should().Be(0);
        using (SqliteConnection connection = file.Open())
        {
            Names(connection).Should().Contain(["credits_journal", "credits_balances", "credits_transactions", "credits_open_reservations", "credits_grants"]);
            Names(connection).Should().OnlyContain(n => n.StartsWith("credits_") || n.StartsWith("sqlite_autoindex_credits_"));
        }

        (await SqliteSchema.MigrateAsync(file.ConnectionString)).Should().Be(SqliteSchema.NewestVersion);
    }

    [Fact]
    public async Task The_version_is_found_and_nothing_is_made_by_looking()
    {
        using TemporaryFile file = new();
        FluentActions.Invoking(() => SqliteSchema.FindVersion(file.ConnectionString)).Should().Throw<StoreException>();
        using (SqliteConnection connection = file.Open())
        {
            SqliteSchema.FindVersion(file.ConnectionString).Should().Be(0);
            Names(connection).Should().BeEmpty();
        }

        await SqliteSchema.MigrateAsync(file.ConnectionString);
        SqliteSchema.FindVersion(file.ConnectionString).Should().Be(SqliteSchema.NewestVersion);
    }

    [Fact]
    public async Task A_store_that_may_not_create_its_schema_says_how_it_is_created()
    {
        using TemporaryFile file = new();
        SqliteStoreOptions options = new() { CreateSchema = false };
        await using SqliteStore store = new(file.ConnectionString, options);
        StoreException failure = (await store.Awaiting(s => s.LoadAsync("acme", 0, [], default).AsTask()).Should().ThrowAsync<StoreException>()).Which;
        failure.Message.Should().Contain("has no tables 'credits_…'").And.Contain("credits migrate");
        failure.Fate.Should().Be(CommandFate.NotApplied);
        await SqliteSchema.MigrateAsync(file.ConnectionString, options);
        (await store.LoadAsync("acme", 0, [], default)).Entries.Should().BeEmpty();
    }

    [Fact]
    public async Task Tables_of_a_newer_library_are_left_alone()
    {
        using TemporaryFile file = new();
        await SqliteSchema.MigrateAsync(file.ConnectionString);
        using SqliteConnection connection = file.Open();
        connection.Execute($"UPDATE credits_schema SET version = {SqliteSchema.NewestVersion + 1}");
        await using SqliteStore store = new(file.ConnectionString);
        foreach (Func<Task> call in new Func<Task>[]
        {
            () => store.LoadAsync("acme", 0, [], default).AsTask(),
            () => SqliteSchema.MigrateAsync(file.ConnectionString).AsTask(),
        })
        {
            (await call.Should().ThrowAsync<StoreException>()).WithMessage("*made by a newer Credits.Sqlite*Update the library*Nothing was written.");
        }
    }

    [Fact]
    public async Task Many_who_start_at_once_on_a_new_file_all_get_on()
    {
        JournalEntry[] journal = await JournalMaterial.ConsumesAsync(3);
        for (int round = 0; round < 5; round++)
        {
            using TemporaryFile file = new();
            SqliteStore[] stores = [.. Enumerable.Range(0, 12).Select(_ => new SqliteStore(file.ConnectionString, new() { BusyTimeout = TimeSpan.FromMinutes(5) }))];
            await Task.WhenAll(stores.Select((store, i) => Task.Run(() => store.CommitAsync(new($"wallet-{i}", 0, journal, null, null), default).AsTask())));
            using (SqliteConnection connection = file.Open())
            {
                connection.Number("SELECT count(*) FROM credits_wallets").Should().Be(stores.Length);
            }

            foreach (SqliteStore store in stores)
            {
                await store.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task Several_stores_live_in_one_file_beside_the_hosts_own_tables()
    {
        using TemporaryFile file = new();
        using SqliteConnection connection = file.Open();
        connection.Execute("CREATE TABLE orders (id INTEGER PRIMARY KEY); CREATE VIEW credits_of_the_host AS SELECT 1; PRAGMA user_version = 42");
        JournalEntry[] journal = await JournalMaterial.ConsumesAsync(3);
        await using SqliteStore first = new(file.ConnectionString);
        await using SqliteStore second = new(file.ConnectionString, new() { TablePrefix = "tokens_" });
        await first.CommitAsync(new("acme", 0, journal, null, null), default);
        (await second.LoadAsync("acme", 0, [], default)).Entries.Should().BeEmpty();
        await second.CommitAsync(new("acme", 0, journal[..2], null, null), default);
        connection.Number("SELECT version FROM credits_balances").Should().Be(3);
        connection.Number("SELECT version FROM tokens_balances").Should().Be(2);
        connection.Number("PRAGMA user_version").Should().Be(42);
        connection.Number("SELECT * FROM credits_of_the_host").Should().Be(1);
    }

    private static List<string> Names(SqliteConnection connection) => [.. connection.Rows("SELECT name FROM sqlite_master").Select(r => (string)r[0]!)];
}
