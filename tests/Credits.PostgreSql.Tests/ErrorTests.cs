using Credits.PostgreSql.Tests.Server;
using Credits.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Credits.PostgreSql.Tests;

/// <summary>What fails says what became of the command, and what to do.</summary>
public sealed class ErrorTests(PostgreSqlServer server)
{
    [Fact]
    public async Task A_server_that_is_down_is_named_as_that()
    {
        string nobody = server.ConnectionTo("postgres", PostgreSqlServer.FreePort());
        await ShouldFailAsync(nobody, CommandFate.NotApplied, "*cannot be reached*connection string*");
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_named_as_that() =>
        await ShouldFailAsync(server.ConnectionTo("no_such_database"), CommandFate.NotApplied, "*no_such_database*Create it*");

    [Fact]
    public async Task A_wrong_password_is_named_as_that()
    {
        // The server trusts everybody, so it is a user that may not log in.
        await PostgreSqlServer.ExecuteAsync(server.ConnectionString, "CREATE ROLE locked_out NOLOGIN");
        await ShouldFailAsync(
            server.ConnectionString.Replace("Username=postgres", "Username=locked_out", StringComparison.Ordinal), CommandFate.NotApplied, "*user name or password*");
    }

    [Fact]
    public async Task A_user_without_rights_is_told_which()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await bed.ExecuteAsync("CREATE ROLE reader LOGIN; GRANT USAGE ON SCHEMA ~ TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA ~ TO reader");
        await using ServiceProvider host = Scripts.Host(
            bed.Open(connectionString: bed.ConnectionString.Replace("Username=postgres", "Username=reader", StringComparison.Ordinal)));
        CreditsUnavailableException failure = (await FluentActions.Awaiting(() => Scripts.OpenAsync(host, "acme", 1)).Should().ThrowAsync<CreditsUnavailableException>()).Which;
        failure.Fate.Should().Be(CommandFate.NotApplied);
        failure.Message.Should().Contain("lacks a right").And.Contain("INSERT").And.Contain("nothing was written");
    }

    [Fact]
    public async Task Tables_that_vanish_are_missed()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await using ServiceProvider host = Scripts.Host(bed.Open());
        await Scripts.OpenAsync(host, "acme", 10);
        await bed.ExecuteAsync("DROP SCHEMA ~ CASCADE");
        CreditsUnavailableException failure = (await FluentActions.Awaiting(() => ConsumeAsync(host)).Should().ThrowAsync<CreditsUnavailableException>()).Which;
        failure.Fate.Should().Be(CommandFate.NotApplied);
        failure.Message.Should().Contain("credits migrate");
    }

    [Fact]
    public async Task A_statement_timeout_undoes_the_command()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await using ServiceProvider host = Scripts.Host(bed.Open(o => o.LockTimeout = TimeSpan.FromSeconds(20), bed.ConnectionString + ";Options=-c statement_timeout=200ms"));
        await Scripts.OpenAsync(host, "acme", 10);
        await using NpgsqlConnection holder = new(bed.ConnectionString);
        await holder.OpenAsync();
        await using (NpgsqlTransaction transaction = await holder.BeginTransactionAsync())
        {
            await using NpgsqlCommand hold = new($"SELECT FROM {bed.Schema}.wallets FOR UPDATE", holder, transaction);
            await hold.ExecuteNonQueryAsync();
            CreditsUnavailableException failure = (await FluentActions.Awaiting(() => ConsumeAsync(host)).Should().ThrowAsync<CreditsUnavailableException>()).Which;
            failure.Fate.Should().Be(CommandFate.NotApplied);
            failure.Message.Should().Contain("statement_timeout");
        }

        (await ConsumeAsync(host)).Totals!.Value.Available.Should().Be(9);
    }

    [Fact]
    public async Task A_server_that_only_reads_is_named_as_that()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await using ServiceProvider host = Scripts.Host(bed.Open(o => o.RetryFor = TimeSpan.FromMilliseconds(100), bed.ConnectionString + ";Options=-c default_transaction_read_only=on"));
        await FluentActions.Awaiting(() => Scripts.OpenAsync(host, "acme", 10)).Should().ThrowAsync<CreditsUnavailableException>().WithMessage("*only reads*primary*");
    }

    [Fact]
    public async Task A_session_ended_by_an_administrator_is_opened_again()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await using ServiceProvider host = Scripts.Host(bed.Open(connectionString: bed.ConnectionString + ";Application Name=victim"));
        await Scripts.OpenAsync(host, "acme", 10);
        for (int i = 1; i <= 5; i++)
        {
            await bed.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'victim'");
            (await ConsumeAsync(host)).Totals!.Value.Available.Should().Be(10 - i);
        }

        await Audit.CleanAsync(bed, "acme");
    }

    private static async Task ShouldFailAsync(string connectionString, CommandFate fate, string message)
    {
        await using PostgreSqlStore store = new(connectionString, new() { RetryFor = TimeSpan.FromMilliseconds(100) });
        StoreException failure = (await FluentActions.Awaiting(() => store.OpenAsync().AsTask()).Should().ThrowAsync<StoreException>().WithMessage(message)).Which;
        failure.Fate.Should().Be(fate);
    }

    private static async Task<CreditResult<Debit>> ConsumeAsync(ServiceProvider host) =>
        await host.GetRequiredService<ICredits>().ConsumeAsync("acme", Scripts.Feature, Scripts.User, 1);
}
