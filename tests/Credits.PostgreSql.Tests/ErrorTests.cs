using System.Net;
using System.Net.Sockets;
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
        // Taken by somebody who does not listen: so nobody else can have it.
        using Socket deaf = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        string nobody = server.ConnectionTo("postgres", ((IPEndPoint)deaf.LocalEndPoint!).Port);
        await ShouldFailAsync(nobody, CommandFate.NotApplied, "*cannot be reached*connection string*");
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_named_as_that() =>
        await ShouldFailAsync(server.ConnectionTo("no_such_database"), CommandFate.NotApplied, "*no_such_database*Create it*");

    [Fact]
    public async Task A_wrong_password_is_named_as_that_and_not_shown()
    {
        string message = await ShouldFailAsync(
            server.ConnectionOf(PostgreSqlServer.WithPassword, "geheim"),
            CommandFate.NotApplied,
            $"*user name or password*password authentication failed*28P01*Correct the connection string*127.0.0.1:{server.Port}, database 'postgres', user 'with_password'.");
        message.Should().NotContain("geheim");
    }

    [Fact]
    public async Task The_right_password_is_taken()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await using ServiceProvider host = Scripts.Host(bed.Open(connectionString: server.ConnectionOf(PostgreSqlServer.WithPassword, "right")));
        await Scripts.OpenAsync(host, "acme", 10);
        (await ConsumeAsync(host)).Totals!.Value.Available.Should().Be(9);
    }

    [Fact]
    public async Task A_wrong_password_reaches_the_caller_of_the_library_at_once_and_not_shown()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await using ServiceProvider host = Scripts.Host(bed.Open(o => o.RetryFor = TimeSpan.FromMinutes(5), server.ConnectionOf(PostgreSqlServer.WithPassword, "geheim")));
        CreditsUnavailableException failure =
            (await FluentActions.Awaiting(() => ConsumeAsync(host).WaitAsync(TimeSpan.FromMinutes(1))).Should().ThrowAsync<CreditsUnavailableException>()).Which;
        failure.Fate.Should().Be(CommandFate.NotApplied);
        failure.Message.Should().Contain("nothing was written").And.Contain("user name or password");
        failure.ToString().Should().NotContain("geheim");
    }

    [Fact]
    public async Task A_password_that_was_forgotten_is_named_as_that_at_once()
    {
        await using PostgreSqlStore store = new(server.ConnectionOf(PostgreSqlServer.WithPassword, null), new() { RetryFor = TimeSpan.FromMinutes(5) });
        StoreException failure = (await FluentActions.Awaiting(() => store.OpenAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1))).Should().ThrowAsync<StoreException>()).Which;
        failure.Fate.Should().Be(CommandFate.NotApplied);
        failure.Message.Should().Contain("No password has been provided").And.Contain("connection string").And.Contain("user 'with_password'");
    }

    [Fact]
    public async Task A_user_who_may_not_log_in_is_named_as_that()
    {
        await PostgreSqlServer.ExecuteAsync(server.ConnectionString, "CREATE ROLE locked_out NOLOGIN");
        await ShouldFailAsync(server.ConnectionOf("locked_out", null), CommandFate.NotApplied, "*user name or password*");
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
        await using ServiceProvider patient = Scripts.Host(bed.Open());
        await using ServiceProvider host = Scripts.Host(bed.Open(o => o.LockTimeout = TimeSpan.FromMinutes(2), bed.ConnectionString + ";Options=-c statement_timeout=200ms"));
        await Scripts.OpenAsync(patient, "acme", 10);
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

        (await ConsumeAsync(patient)).Totals!.Value.Available.Should().Be(9);
    }

    [Fact]
    public async Task A_server_that_only_reads_is_named_as_that()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await using ServiceProvider host = Scripts.Host(bed.Open(o => o.RetryFor = TimeSpan.FromMilliseconds(100), bed.ConnectionString + ";Options=-c default_transaction_read_only=on"));
        CreditsUnavailableException failure = (await FluentActions.Awaiting(() => Scripts.OpenAsync(host, "acme", 10)).Should().ThrowAsync<CreditsUnavailableException>()).Which;
        failure.Fate.Should().Be(CommandFate.NotApplied);
        failure.Message.Should().Contain("nothing was written").And.Contain("only reads").And.Contain("primary").And.Contain("default_transaction_read_only");
        (await FluentActions.Awaiting(() => ConsumeAsync(host)).Should().NotThrowAsync("reading goes on, and finds no wallet")).Which.Refusal!.Code.Should().Be(RefusalCode.WalletNotFound);
    }

    /// <summary>The server's own error on its own way, but that it is told by strace what a full disk would tell it.</summary>
    [Fact]
    public async Task A_full_disk_undoes_the_command_and_is_over_when_there_is_room()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await using ServiceProvider host = Scripts.Host(bed.Open());
        await Scripts.OpenAsync(host, "acme", 1_000);
        string file = await bed.ScalarAsync<string>("SELECT pg_relation_filepath('~.journal')");
        await server.StopAsync();
        await server.StartOnFullDiskAsync(file);
        int consumed = 0;
        CreditsUnavailableException? failure = null;
        try
        {
            // The first page of the table has room, the next one is not to be had.
            while (failure is null && consumed < 200)
            {
                try
                {
                    await ConsumeAsync(host, $"op-{consumed}");
                    consumed++;
                }
                catch (CreditsUnavailableException full)
                {
                    failure = full;
                }
            }
        }
        finally
        {
            await server.StopImmediatelyAsync();
            await server.StartAsync();
        }

        failure.Should().NotBeNull();
        failure!.Fate.Should().Be(CommandFate.NotApplied);
        failure.Message.Should().Contain($"'op-{consumed}'").And.Contain("nothing was written").And.Contain("disk is full").And.Contain("53100").And.Contain("Make room");
        (await ConsumeAsync(host, $"op-{consumed}")).IsReplayed.Should().BeFalse("it was not applied");
        (await ConsumeAsync(host, "op-0")).IsReplayed.Should().BeTrue("what was answered is there");
        (await ConsumeAsync(host)).Totals!.Value.Available.Should().Be(1_000 - consumed - 2);
        await Audit.CleanAsync(bed, "acme");
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

    private static async Task<string> ShouldFailAsync(string connectionString, CommandFate fate, string message)
    {
        await using PostgreSqlStore store = new(connectionString, new() { RetryFor = TimeSpan.FromMilliseconds(100) });
        StoreException failure = (await FluentActions.Awaiting(() => store.OpenAsync().AsTask()).Should().ThrowAsync<StoreException>().WithMessage(message)).Which;
        failure.Fate.Should().Be(fate);
        return failure.Message;
    }

    private static async Task<CreditResult<Debit>> ConsumeAsync(ServiceProvider host, string? operation = null) =>
        await host.GetRequiredService<ICredits>().ConsumeAsync("acme", Scripts.Feature, Scripts.User, 1, operation: operation);
}
