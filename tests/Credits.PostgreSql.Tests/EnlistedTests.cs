using System.Data;
using Credits.Journal;
using Credits.PostgreSql.Tests.Server;
using Credits.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Credits.PostgreSql.Tests;

/// <summary>Commands within a transaction of the host.</summary>
public sealed class EnlistedTests(PostgreSqlServer server)
{
    private static readonly WalletId Acme = "acme";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_debit_and_an_order_happen_together_or_not_at_all(bool commits)
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await using ServiceProvider outside = Scripts.Host(bed.Open());
        await Scripts.OpenAsync(outside, Acme, 100);
        await bed.ExecuteAsync("CREATE TABLE ~.orders (id text)");
        await using NpgsqlConnection connection = await ConnectAsync(bed);
        await using (NpgsqlTransaction transaction = await connection.BeginTransactionAsync())
        {
            await using NpgsqlCommand order = new($"INSERT INTO {bed.Schema}.orders VALUES ('order-1')", connection, transaction);
            await order.ExecuteNonQueryAsync();
            ICredits credits = outside.GetRequiredService<ICredits>().Enlist(transaction);
            (await credits.ConsumeAsync(Acme, Scripts.Feature, Scripts.User, 10, operation: "debit")).GetValueOrThrow();
            CreditReservation held = (await credits.ReserveAsync(Acme, Scripts.Feature, Scripts.User, 5, operation: "reserve")).GetValueOrThrow();
            (await held.CaptureAsync(2, operation: "capture")).GetValueOrThrow();
            (await credits.ReserveAsync(Acme, Scripts.Feature, Scripts.User, 5, operation: "reserve-2")).GetValueOrThrow().Detach();
            (await credits.ReleaseAsync(Acme, "reserve-2", Scripts.User, "release")).GetValueOrThrow();
            (await outside.GetRequiredService<ICreditsAdmin>().Enlist(transaction).RefundAsync(Acme, "debit", "asked for", Actor.System, 1, "refund")).GetValueOrThrow();
            (await credits.ConsumeAsync(Acme, Scripts.Feature, Scripts.User, 10, operation: "debit")).IsReplayed.Should().BeTrue();
            (await BalanceAsync(outside)).Should().Be(100, "nobody else sees it before it is committed");
            await (commits ? transaction.CommitAsync() : transaction.RollbackAsync());
        }

        (await BalanceAsync(outside)).Should().Be(commits ? 100 - 10 - 2 + 1 : 100);
        (await bed.ScalarAsync<long>("SELECT count(*) FROM ~.orders")).Should().Be(commits ? 1 : 0);
        CreditResult<Debit> again = await outside.GetRequiredService<ICredits>().ConsumeAsync(Acme, Scripts.Feature, Scripts.User, 10, operation: "debit");
        again.IsReplayed.Should().Be(commits);
        await Audit.CleanAsync(bed, Acme);
    }

    [Fact]
    public async Task A_known_operation_leaves_the_transaction_usable()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        PostgreSqlStore store = bed.Open();
        JournalEntry[] journal = [.. await Scripts.ConsumesAsync(Acme, ["a", "b"])];
        await store.CommitAsync(new(Acme, 0, journal[..3], null, null), CancellationToken.None);
        await using NpgsqlConnection connection = await ConnectAsync(bed);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync();
        IStore inside = store.Enlist(transaction);
        JournalEntry again = JournalCodec.Read(4, JournalCodec.Encode(journal[2]));
        (await inside.CommitAsync(new(Acme, 3, [again], null, null), CancellationToken.None)).Should().Be(CommitOutcome.DuplicateKey);
        (await inside.CommitAsync(new(Acme, 2, [journal[2]], null, null), CancellationToken.None)).Should().NotBe(CommitOutcome.Committed);
        (await inside.CommitAsync(new(Acme, 3, [journal[3], again], null, null), CancellationToken.None)).Should().Be(CommitOutcome.DuplicateKey);
        (await inside.CommitAsync(new(Acme, 3, [journal[3]], null, null), CancellationToken.None)).Should().Be(CommitOutcome.Committed);
        await transaction.CommitAsync();
        (await bed.ReadAsync(Acme)).Should().HaveCount(4);
    }

    [Fact]
    public async Task A_debit_outside_waits_for_the_transaction_and_sees_its_result()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await using ServiceProvider outside = Scripts.Host(bed.Open(o => o.LockTimeout = TimeSpan.FromMilliseconds(50)));
        await Scripts.OpenAsync(outside, Acme, 10);
        await using NpgsqlConnection connection = await ConnectAsync(bed);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync();
        (await outside.GetRequiredService<ICredits>().Enlist(transaction).ConsumeAsync(Acme, Scripts.Feature, Scripts.User, 8)).GetValueOrThrow();
        Task<CreditResult<Debit>> waiting = Task.Run(() => outside.GetRequiredService<ICredits>().ConsumeAsync(Acme, Scripts.Feature, Scripts.User, 8).AsTask());
        await bed.UntilAsync($"SELECT EXISTS (SELECT FROM pg_stat_activity WHERE {connection.ProcessID} = ANY (pg_blocking_pids(pid)))");
        waiting.IsCompleted.Should().BeFalse();
        await transaction.CommitAsync();
        (await waiting).IsAccepted.Should().BeFalse("two credits are left");
        await Audit.CleanAsync(bed, Acme);
    }

    [Theory]
    [InlineData(IsolationLevel.RepeatableRead)]
    [InlineData(IsolationLevel.Serializable)]
    public async Task What_fails_in_the_transaction_is_not_tried_again(IsolationLevel level)
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await using ServiceProvider outside = Scripts.Host(bed.Open());
        await Scripts.OpenAsync(outside, Acme, 10);
        await using NpgsqlConnection connection = await ConnectAsync(bed);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(level);
        await using NpgsqlCommand look = new("SELECT 1", connection, transaction);
        await look.ExecuteNonQueryAsync();
        (await outside.GetRequiredService<ICredits>().ConsumeAsync(Acme, Scripts.Feature, Scripts.User, 1)).GetValueOrThrow();
        CreditsUnavailableException failure = await FailureAsync(outside.GetRequiredService<ICredits>().Enlist(transaction));
        failure.Fate.Should().Be(CommandFate.NotApplied);
        failure.Message.Should().Contain("40001").And.Contain("Roll the transaction back");
        await transaction.RollbackAsync();
        (await BalanceAsync(outside)).Should().Be(9);
    }

    [Fact]
    public async Task Under_read_committed_what_others_wrote_since_the_transaction_began_is_seen_and_debited_from()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await using ServiceProvider outside = Scripts.Host(bed.Open());
        await Scripts.OpenAsync(outside, Acme, 10);
        ICredits credits = outside.GetRequiredService<ICredits>();
        await using NpgsqlConnection connection = await ConnectAsync(bed);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync();
        await using NpgsqlCommand look = new("SELECT 1", connection, transaction);
        await look.ExecuteNonQueryAsync();
        (await credits.ConsumeAsync(Acme, Scripts.Feature, Scripts.User, 4)).GetValueOrThrow();
        CreditResult<Debit> inside = await credits.Enlist(transaction).ConsumeAsync(Acme, Scripts.Feature, Scripts.User, 4);
        inside.Totals!.Value.Available.Should().Be(2);
        await transaction.CommitAsync();
        (await BalanceAsync(outside)).Should().Be(2);
    }

    [Fact]
    public async Task However_busy_the_wallet_no_transaction_fails_for_what_others_write()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await using ServiceProvider outside = Scripts.Host(bed.Open());
        await Scripts.OpenAsync(outside, Acme, 1_000_000);
        ICredits credits = outside.GetRequiredService<ICredits>();
        using CancellationTokenSource enough = new();
        using SemaphoreSlim atWork = new(0);
        Task<int>[] busy = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            int debits = 0;
            for (; !enough.IsCancellationRequested; debits++)
            {
                (await credits.ConsumeAsync(Acme, Scripts.Feature, Scripts.User, 1)).GetValueOrThrow();
                if (debits == 0)
                {
                    atWork.Release();
                }
            }

            return debits;
        }))];
        for (int i = 0; i < busy.Length; i++)
        {
            (await atWork.WaitAsync(TimeSpan.FromMinutes(2))).Should().BeTrue("each of them is at work");
        }

        for (int i = 0; i < 50; i++)
        {
            await using NpgsqlConnection connection = await ConnectAsync(bed);
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync();
            (await credits.Enlist(transaction).ConsumeAsync(Acme, Scripts.Feature, Scripts.User, 1)).GetValueOrThrow();
            await transaction.CommitAsync();
        }

        await enough.CancelAsync();
        int others = (await Task.WhenAll(busy)).Sum();
        (await BalanceAsync(outside)).Should().Be(1_000_000 - 50 - others);
        await Audit.CleanAsync(bed, Acme);
    }

    [Fact]
    public async Task Waiting_inside_for_a_debit_outside_ends_with_a_clear_error()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await using ServiceProvider outside = Scripts.Host(bed.Open(o =>
        {
            o.LockTimeout = TimeSpan.FromMilliseconds(50);
            o.RetryFor = TimeSpan.FromMilliseconds(300);
        }));
        await Scripts.OpenAsync(outside, Acme, 10);
        await using NpgsqlConnection connection = await ConnectAsync(bed);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync();
        ICredits credits = outside.GetRequiredService<ICredits>();
        (await credits.Enlist(transaction).ConsumeAsync(Acme, Scripts.Feature, Scripts.User, 1)).GetValueOrThrow();
        CreditsUnavailableException failure = await FailureAsync(credits);
        failure.Fate.Should().Be(CommandFate.NotApplied);
        failure.Message.Should().Contain("Another transaction holds the wallet");
        await transaction.CommitAsync();
        (await BalanceAsync(outside)).Should().Be(9);
    }

    [Fact]
    public async Task What_was_undone_by_a_savepoint_is_neither_seen_nor_replayed()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await using ServiceProvider outside = Scripts.Host(bed.Open());
        await Scripts.OpenAsync(outside, Acme, 10);
        await using NpgsqlConnection connection = await ConnectAsync(bed);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync();
        ICredits inside = outside.GetRequiredService<ICredits>().Enlist(transaction);
        await transaction.SaveAsync("before");
        (await inside.ConsumeAsync(Acme, Scripts.Feature, Scripts.User, 8, operation: "debit")).GetValueOrThrow();
        await transaction.RollbackAsync("before");
        CreditResult<Debit> again = await inside.ConsumeAsync(Acme, Scripts.Feature, Scripts.User, 8, operation: "debit");
        again.GetValueOrThrow();
        again.IsReplayed.Should().BeFalse();
        await transaction.CommitAsync();
        (await BalanceAsync(outside)).Should().Be(2);
        await Audit.CleanAsync(bed, Acme);
    }

    [Fact]
    public async Task A_reservation_made_inside_is_resolved_as_any_other_when_the_transaction_has_ended()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await using ServiceProvider outside = Scripts.Host(bed.Open());
        await Scripts.OpenAsync(outside, Acme, 10);
        ICredits credits = outside.GetRequiredService<ICredits>();
        await using NpgsqlConnection connection = await ConnectAsync(bed);
        NpgsqlTransaction transaction = await connection.BeginTransactionAsync();
        CreditReservation captured = (await credits.Enlist(transaction).ReserveAsync(Acme, Scripts.Feature, Scripts.User, 5)).GetValueOrThrow();
        CreditReservation disposed = (await credits.Enlist(transaction).ReserveAsync(Acme, Scripts.Feature, Scripts.User, 3)).GetValueOrThrow();
        await transaction.CommitAsync();
        (await captured.CaptureAsync(4)).GetValueOrThrow();
        await transaction.DisposeAsync();
        await disposed.DisposeAsync();
        (await BalanceAsync(outside)).Should().Be(6);
    }

    [Fact]
    public async Task A_transaction_that_is_over_is_refused()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await using ServiceProvider outside = Scripts.Host(bed.Open());
        await Scripts.OpenAsync(outside, Acme, 10);
        ICredits credits = outside.GetRequiredService<ICredits>();
        await using NpgsqlConnection connection = await ConnectAsync(bed);
        NpgsqlTransaction transaction = await connection.BeginTransactionAsync();
        ICredits inside = credits.Enlist(transaction);
        (await inside.ConsumeAsync(Acme, Scripts.Feature, Scripts.User, 1)).GetValueOrThrow();
        await transaction.CommitAsync();
        (await FailureAsync(inside)).Message.Should().Contain("has ended", "it was committed");
        credits.Invoking(c => c.Enlist(transaction)).Should().Throw<ArgumentException>().WithMessage("*neither been committed nor rolled back*");
        await transaction.DisposeAsync();
        (await FailureAsync(inside)).Message.Should().Contain("has ended", "it was disposed of");
        await using NpgsqlTransaction next = await connection.BeginTransactionAsync();
        (await FailureAsync(inside)).Message.Should().Contain("has ended", "the next transaction of the connection is another");
        await next.RollbackAsync();
        (await BalanceAsync(outside)).Should().Be(9);
    }

    private static async Task<CreditsUnavailableException> FailureAsync(ICredits credits) =>
        (await FluentActions.Awaiting(() => credits.ConsumeAsync(Acme, Scripts.Feature, Scripts.User, 1).AsTask()).Should().ThrowAsync<CreditsUnavailableException>()).Which;

    private static async Task<CreditAmount> BalanceAsync(ServiceProvider host) =>
        (await host.GetRequiredService<ICreditsAdmin>().GetBalanceAsync(Acme, Actor.System)).GetValueOrThrow().Available;

    private static async Task<NpgsqlConnection> ConnectAsync(Bed bed)
    {
        NpgsqlConnection connection = new(bed.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
