using Credits.Journal;
using Credits.Storage;
using Microsoft.Data.Sqlite;

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
            (await _host.Credits.Enlist(transaction).ConsumeAsync("acme", CreditsHost.Feature, _host.User, 30, operation: "order-1")).GetValueOrThrow();
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
            ICredits credits = _host.Credits.Enlist(transaction);
            (await credits.ReserveAsync("acme", CreditsHost.Feature, _host.User, 50, operation: "held")).GetValueOrThrow().Detach();
            (await credits.CaptureAsync("acme", "held", _host.User, 40, operation: "capture")).GetValueOrThrow();
            (await _host.Admin.Enlist(transaction).RefundAsync("acme", "held", "too much", Actor.System, 5, "refund")).GetValueOrThrow();
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
        (await _host.Credits.Enlist(transaction).ConsumeAsync("acme", CreditsHost.Feature, _host.User, 80)).GetValueOrThrow();
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
        (await _host.Admin.Enlist(transaction).GetBalanceAsync("acme", Actor.System)).GetValueOrThrow();
        await _host.ConsumeAsync("acme", 90);
        Func<Task> late = async () => await _host.Credits.Enlist(transaction).ConsumeAsync("acme", CreditsHost.Feature, _host.User, 90);
        CreditsUnavailableException failure = (await late.Should().ThrowAsync<CreditsUnavailableException>()).Which;
        failure.Fate.Should().Be(CommandFate.NotApplied);
        failure.Message.Should().Contain("begin it again not deferred");
    }

    [Fact]
    public async Task A_reservation_made_inside_is_resolved_as_any_other_when_the_transaction_has_ended()
    {
        await _host.OpenAsync("acme", 100);
        CreditReservation captured, disposed, rolledBack;
        await using (SqliteTransaction transaction = _connection.BeginTransaction())
        {
            ICredits inside = _host.Credits.Enlist(transaction);
            captured = (await inside.ReserveAsync("acme", CreditsHost.Feature, _host.User, 50)).GetValueOrThrow();
            disposed = (await inside.ReserveAsync("acme", CreditsHost.Feature, _host.User, 20)).GetValueOrThrow();
            await transaction.CommitAsync();
        }

        await using (SqliteTransaction transaction = _connection.BeginTransaction())
        {
            rolledBack = (await _host.Credits.Enlist(transaction).ReserveAsync("acme", CreditsHost.Feature, _host.User, 10)).GetValueOrThrow();
        }

        (await captured.CaptureAsync(40)).GetValueOrThrow();
        await disposed.DisposeAsync();
        (await rolledBack.CaptureAsync(10)).Refusal!.Code.Should().Be(RefusalCode.ReservationNotFound);
        (await BalanceAsync()).Should().Be(60);
        (await _host.IsCleanAsync("acme")).Should().BeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_reserved_before_is_captured_with_the_hosts_rows_or_given_back(bool commits)
    {
        await _host.OpenAsync("acme", 100);
        await using (CreditReservation reservation = (await _host.Credits.ReserveAsync("acme", CreditsHost.Feature, _host.User, 50)).GetValueOrThrow())
        await using (SqliteTransaction transaction = _connection.BeginTransaction())
        {
            _connection.Execute("INSERT INTO orders (item) VALUES ('report')", transaction);
            (await _host.Credits.Enlist(transaction).CaptureAsync("acme", reservation.Id, _host.User, 30)).GetValueOrThrow();
            if (commits)
            {
                await transaction.CommitAsync();
            }
        }

        (await BalanceAsync()).Should().Be(commits ? 70 : 100);
        (await _host.Admin.GetReservationsAsync("acme", Actor.System)).GetValueOrThrow().Should().BeEmpty();
    }

    [Fact]
    public async Task What_was_undone_by_a_savepoint_is_neither_seen_nor_replayed()
    {
        await _host.OpenAsync("acme", 100);
        await using SqliteTransaction transaction = _connection.BeginTransaction();
        ICredits inside = _host.Credits.Enlist(transaction);
        await transaction.SaveAsync("before");
        (await inside.ConsumeAsync("acme", CreditsHost.Feature, _host.User, 80, operation: "debit")).GetValueOrThrow();
        await transaction.RollbackAsync("before");
        CreditResult<Debit> again = await inside.ConsumeAsync("acme", CreditsHost.Feature, _host.User, 80, operation: "debit");
        again.GetValueOrThrow();
        again.IsReplayed.Should().BeFalse();
        await transaction.CommitAsync();
        (await BalanceAsync()).Should().Be(20);
        (await _host.IsCleanAsync("acme")).Should().BeTrue();
    }

    [Fact]
    public async Task A_transaction_that_SQLite_has_ended_takes_no_debit_without_the_order()
    {
        await _host.OpenAsync("acme", 100);
        await using SqliteTransaction transaction = _connection.BeginTransaction();
        ICredits inside = _host.Credits.Enlist(transaction);
        _connection.Execute("INSERT INTO orders (id, item) VALUES (1, 'report')", transaction);
        _connection.Invoking(c => c.Execute("INSERT OR ROLLBACK INTO orders (id, item) VALUES (1, 'again')", transaction)).Should().Throw<SqliteException>();
        (await inside.Awaiting(c => c.ConsumeAsync("acme", CreditsHost.Feature, _host.User, 30).AsTask()).Should().ThrowAsync<CreditsUnavailableException>())
            .WithMessage("*has ended*");
        (await BalanceAsync()).Should().Be(100);
    }

    [Fact]
    public async Task The_first_use_of_a_new_file_may_be_inside()
    {
        await using (SqliteTransaction transaction = _connection.BeginTransaction())
        {
            (await _host.Admin.Enlist(transaction).OpenWalletAsync("acme", Actor.System)).GetValueOrThrow();
        }

        (await _host.Admin.GetBalanceAsync("acme", Actor.System)).Refusal!.Code.Should().Be(RefusalCode.WalletNotFound, "it was rolled back");
        await using (SqliteTransaction transaction = _connection.BeginTransaction())
        {
            (await _host.Admin.Enlist(transaction).OpenWalletAsync("acme", Actor.System)).GetValueOrThrow();
            await transaction.CommitAsync();
        }

        (await BalanceAsync()).Should().Be(CreditAmount.Zero);
    }

    private async Task<CreditAmount> BalanceAsync() => (await _host.Admin.GetBalanceAsync("acme", Actor.System)).GetValueOrThrow().Available;
}
