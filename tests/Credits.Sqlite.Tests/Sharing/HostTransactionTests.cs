using Credits.Journal;
using Credits.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Credits.Sqlite.Tests.Sharing;

/// <summary>A debit inside a transaction that the host opened: both happen, or neither.</summary>
public sealed class HostTransactionTests : IAsyncDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly CreditsHost _host;
    private readonly SqliteConnection _connection;

    public HostTransactionTests()
    {
        _host = new(_file.ConnectionString, static o => o.BusyTimeout = TimeSpan.FromMilliseconds(200));
        _connection = _file.Open();
        _connection.Execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, item TEXT NOT NULL)");
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _host.DisposeAsync();
        _file.Dispose();
    }

    [Fact]
    public async Task An_order_and_its_debit_are_committed_together()
    {
        await _host.OpenAsync("acme", 100);
        await using (SqliteTransaction transaction = _connection.BeginTransaction())
        {
            _connection.Execute("INSERT INTO orders (item) VALUES ('report')", transaction);
            await using ServiceProvider inside = Inside(transaction);
            (await inside.GetRequiredService<ICredits>().ConsumeAsync("acme", CreditsHost.Feature, _host.User, 30, operation: "order-1")).GetValueOrThrow();
            (await BalanceAsync()).Should().Be(100, "others see it when the host has committed");
            await transaction.CommitAsync();
        }

        (await BalanceAsync()).Should().Be(70);
        _connection.Number("SELECT count(*) FROM orders").Should().Be(1);
        Debit repeated = await _host.ConsumeAsync("acme", 30, "order-1");
        repeated.Should().NotBeNull();
        (await BalanceAsync()).Should().Be(70, "the operation is known");
        (await _host.IsCleanAsync("acme")).Should().BeTrue();
    }

    [Fact]
    public async Task An_order_and_its_debit_are_rolled_back_together()
    {
        await _host.OpenAsync("acme", 100);
        await using (SqliteTransaction transaction = _connection.BeginTransaction())
        {
            _connection.Execute("INSERT INTO orders (item) VALUES ('report')", transaction);
            await using ServiceProvider inside = Inside(transaction);
            ICredits credits = inside.GetRequiredService<ICredits>();
            (await credits.ReserveAsync("acme", CreditsHost.Feature, _host.User, 50, operation: "held")).GetValueOrThrow().Detach();
            (await credits.CaptureAsync("acme", "held", _host.User, 40, operation: "capture")).GetValueOrThrow();
            (await inside.GetRequiredService<ICreditsAdmin>().RefundAsync("acme", "held", "too much", Actor.System, 5, "refund")).GetValueOrThrow();
            await transaction.RollbackAsync();
        }

        (await BalanceAsync()).Should().Be(100);
        _connection.Number("SELECT count(*) FROM orders").Should().Be(0);
        WalletHistory history = await _host.Store.LoadAsync("acme", 0, [new(JournalKeyKind.Operation, "held"), new(JournalKeyKind.Reservation, "held")], default);
        history.Found.Should().BeEmpty();
        await _host.ConsumeAsync("acme", 1);
        (await _host.IsCleanAsync("acme")).Should().BeTrue();
    }

    [Fact]
    public async Task What_the_host_does_not_commit_nobody_else_can_spend()
    {
        await _host.OpenAsync("acme", 100);
        await using SqliteTransaction transaction = _connection.BeginTransaction();
        await using ServiceProvider inside = Inside(transaction);
        (await inside.GetRequiredService<ICredits>().ConsumeAsync("acme", CreditsHost.Feature, _host.User, 80)).GetValueOrThrow();
        CreditsUnavailableException outside = (await _host.Awaiting(h => h.ConsumeAsync("acme", 80)).Should().ThrowAsync<CreditsUnavailableException>()).Which;
        outside.Fate.Should().Be(CommandFate.NotApplied);
        await transaction.CommitAsync();
        await _host.Awaiting(h => h.ConsumeAsync("acme", 80)).Should().ThrowAsync<CreditsRefusedException>();
    }

    [Fact]
    public async Task A_refused_commit_leaves_the_hosts_work_as_it_was()
    {
        JournalEntry[] journal = await JournalMaterial.ConsumesAsync(6);
        await using (SqliteTransaction transaction = _connection.BeginTransaction())
        {
            IStore store = _host.Store.Enlist(transaction);
            _connection.Execute("INSERT INTO orders (item) VALUES ('report')", transaction);
            (await store.CommitAsync(new("acme", 0, journal[..5], null, null), default)).Should().Be(CommitOutcome.Committed);
            (await store.CommitAsync(new("acme", 4, journal[4..], null, null), default)).Should().Be(CommitOutcome.VersionConflict);
            (await store.CommitAsync(new("acme", 5, [JournalCodec.Read(6, JournalCodec.Encode(journal[3]))], null, null), default)).Should().Be(CommitOutcome.DuplicateKey);
            (await store.LoadAsync("acme", 0, [], default)).Entries.Should().HaveCount(5);
            await transaction.CommitAsync();
        }

        _connection.Number("SELECT count(*) FROM orders").Should().Be(1);
        (await _host.Store.LoadAsync("acme", 0, [], default)).Entries.Should().HaveCount(5);
    }

    [Fact]
    public async Task A_commit_that_fails_half_way_is_undone_alone()
    {
        JournalEntry[] journal = await JournalMaterial.ConsumesAsync(1_000);
        await using (SqliteTransaction transaction = _connection.BeginTransaction())
        {
            IStore store = _host.Store.Enlist(transaction);
            await store.CommitAsync(new("acme", 0, journal[..5], null, null), default);
            _connection.Execute("INSERT INTO orders (item) VALUES ('report'); CREATE TEMP TRIGGER breaks BEFORE INSERT ON main.credits_operations WHEN NEW.version = 500 BEGIN SELECT RAISE(ABORT, 'breaks'); END", transaction);
            StoreException failure = (await store.Awaiting(s => s.CommitAsync(new("acme", 5, journal[5..], null, null), default).AsTask()).Should().ThrowAsync<StoreException>()).Which;
            failure.Fate.Should().Be(CommandFate.NotApplied);
            (await store.LoadAsync("acme", 0, [], default)).Entries.Should().HaveCount(5);
            await transaction.CommitAsync();
        }

        _connection.Number("SELECT count(*) FROM orders").Should().Be(1);
        (await _host.Store.LoadAsync("acme", 0, [], default)).Entries.Should().HaveCount(5);
    }

    [Fact]
    public async Task A_transaction_that_is_over_or_elsewhere_is_refused()
    {
        await _host.OpenAsync("acme", 1);
        IStore store;
        await using (SqliteTransaction transaction = _connection.BeginTransaction())
        {
            store = _host.Store.Enlist(transaction);
            await store.LoadAsync("acme", 0, [], default);
            await transaction.RollbackAsync();
            ((Action)(() => _host.Store.Enlist(transaction))).Should().Throw<ArgumentException>();
        }

        (await store.Awaiting(s => s.LoadAsync("acme", 0, [], default).AsTask()).Should().ThrowAsync<StoreException>()).WithMessage("*has ended*");
        using TemporaryFile other = new();
        await using SqliteConnection connection = other.Open();
        await using SqliteTransaction elsewhere = connection.BeginTransaction();
        (await _host.Store.Enlist(elsewhere).Awaiting(s => s.LoadAsync("acme", 0, [], default).AsTask()).Should().ThrowAsync<StoreException>())
            .WithMessage("*where both are in one file*");
    }

    [Fact]
    public async Task A_deferred_transaction_that_saw_an_older_state_fails_at_its_first_write_and_not_later()
    {
        await _host.OpenAsync("acme", 100);
        await using SqliteTransaction transaction = _connection.BeginTransaction(deferred: true);
        await using ServiceProvider inside = Inside(transaction);
        (await inside.GetRequiredService<ICreditsAdmin>().GetBalanceAsync("acme", Actor.System)).GetValueOrThrow();
        await _host.ConsumeAsync("acme", 90);
        Func<Task> late = async () => await inside.GetRequiredService<ICredits>().ConsumeAsync("acme", CreditsHost.Feature, _host.User, 90);
        CreditsUnavailableException failure = (await late.Should().ThrowAsync<CreditsUnavailableException>()).Which;
        failure.Fate.Should().Be(CommandFate.NotApplied);
        failure.Message.Should().Contain("begin it again not deferred");
    }

    /// <summary>The library on the host's transaction, as a host can have it today: another set of services over the enlisted store.</summary>
    private ServiceProvider Inside(SqliteTransaction transaction)
    {
        ServiceCollection services = new();
        services.AddCredits().AddFeature(CreditsHost.Feature, static f => f.PerUnit(1)).UseStore(_ => _host.Store.Enlist(transaction)).UseClock(_host.Clock);
        return services.BuildServiceProvider();
    }

    private async Task<CreditAmount> BalanceAsync() => (await _host.Admin.GetBalanceAsync("acme", Actor.System)).GetValueOrThrow().Available;
}
