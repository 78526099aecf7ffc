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
        PostgreSqlStore store = bed.Open();
        await using ServiceProvider outside = Scripts.Host(store);
        await Scripts.OpenAsync(outside, Acme, 100);
        await bed.ExecuteAsync("CREATE TABLE ~.orders (id text)");
        await using NpgsqlConnection connection = await ConnectAsync(bed);
        await using (NpgsqlTransaction transaction = await connection.BeginTransactionAsync())
        {
            await using NpgsqlCommand order = new($"INSERT INTO {bed.Schema}.orders VALUES ('order-1')", connection, transaction);
            await order.ExecuteNonQueryAsync();
            await using ServiceProvider inside = Scripts.Host(store.Enlist(transaction));
            ICredits credits = inside.GetRequiredService<ICredits>();
            (await credits.ConsumeAsync(Acme, Scripts.Feature, Scripts.User, 10, operation: "debit")).GetValueOrThrow();
            CreditReservation held = (await credits.ReserveAsync(Acme, Scripts.Feature, Scripts.User, 5, operation: "reserve")).GetValueOrThrow();
            (await held.CaptureAsync(2, operation: "capture")).GetValueOrThrow();
            (await credits.ReserveAsync(Acme, Scripts.Feature, Scripts.User, 5, operation: "reserve-2")).GetValueOrThrow().Detach();
            (await credits.ReleaseAsync(Acme, "reserve-2", Scripts.User, "release")).GetValueOrThrow();
            (await inside.GetRequiredService<ICreditsAdmin>().RefundAsync(Acme, "debit", "asked for", Actor.System, 1, "refund")).GetValueOrThrow();
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
        PostgreSqlStore store = bed.Open(o => o.LockTimeout = TimeSpan.FromMilliseconds(50));
        await using ServiceProvider outside = Scripts.Host(store);
        await Scripts.OpenAsync(outside, Acme, 10);
        await using NpgsqlConnection connection = await ConnectAsync(bed);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync();
        await using ServiceProvider inside = Scripts.Host(store.Enlist(transaction));
        (await inside.GetRequiredService<ICredits>().ConsumeAsync(Acme, Scripts.Feature, Scripts.User, 8)).GetValueOrThrow();
        Task<CreditResult<Debit>> waiting = Task.Run(() => outside.GetRequiredService<ICredits>().ConsumeAsync(Acme, Scripts.Feature, Scripts.User, 8).AsTask());
        await Task.Delay(300);
        waiting.IsCompleted.Should().BeFalse();
        await transaction.CommitAsync();
        (await waiting).IsAccepted.Should().BeFalse("two credits are left");
        await Audit.CleanAsync(bed, Acme);
    }

    [Fact]
    public async Task What_fails_in_the_transaction_is_not_tried_again()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        PostgreSqlStore store = bed.Open();
        await using ServiceProvider outside = Scripts.Host(store);
        await Scripts.OpenAsync(outside, Acme, 10);
        await using NpgsqlConnection connection = await ConnectAsync(bed);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
        await using ServiceProvider inside = Scripts.Host(store.Enlist(transaction));
        await BalanceAsync(inside);
        (await outside.GetRequiredService<ICredits>().ConsumeAsync(Acme, Scripts.Feature, Scripts.User, 1)).GetValueOrThrow();
        CreditsUnavailableException failure = (await FluentActions.Awaiting(
            () => inside.GetRequiredService<ICredits>().ConsumeAsync(Acme, Scripts.Feature, Scripts.User, 1).AsTask()).Should().ThrowAsync<CreditsUnavailableException>()).Which;
        failure.Fate.Should().Be(CommandFate.NotApplied);
        failure.Message.Should().Contain("Roll the transaction back");
        await transaction.RollbackAsync();
        (await BalanceAsync(outside)).Should().Be(9);
    }

    private static async Task<CreditAmount> BalanceAsync(ServiceProvider host) =>
        (await host.GetRequiredService<ICreditsAdmin>().GetBalanceAsync(Acme, Actor.System)).GetValueOrThrow().Available;

    private static async Task<NpgsqlConnection> ConnectAsync(Bed bed)
    {
        NpgsqlConnection connection = new(bed.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
