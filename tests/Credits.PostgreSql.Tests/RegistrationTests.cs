using Credits.DependencyInjection;
using Credits.PostgreSql.Tests.Server;
using Credits.Pricing;
using Credits.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Credits.PostgreSql.Tests;

public sealed class RegistrationTests(PostgreSqlServer server)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_host_debits_from_its_first_moment_on(bool ownConnections)
    {
        string connectionString = server.ConnectionTo(await server.CreateDatabaseAsync());
        await using NpgsqlDataSource dataSource = NpgsqlDataSource.Create(connectionString);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        CreditsBuilder credits = builder.Services.AddCredits().AddFeature(new CreditFeature(Scripts.Feature, new UnitPrice(1)));
        _ = ownConnections ? credits.UsePostgreSql(connectionString, o => o.MigrateAtStart = true) : credits.UsePostgreSql(dataSource, o => o.MigrateAtStart = true);
        using (IHost host = builder.Build())
        {
            await host.StartAsync();
            await Scripts.OpenAsync(host.Services, "acme", 10);
            (await host.Services.GetRequiredService<ICredits>().ConsumeAsync("acme", Scripts.Feature, Scripts.User, 1)).GetValueOrThrow();
            host.Services.GetRequiredService<IStore>().Should().BeSameAs(host.Services.GetRequiredService<PostgreSqlStore>());
            await host.StopAsync();
        }

        (await PostgreSqlServer.ScalarAsync<decimal>(connectionString, "SELECT available FROM credits.balances")).Should().Be(9);
        await using NpgsqlConnection stillTheHosts = await dataSource.OpenConnectionAsync();
    }

    [Fact]
    public async Task A_host_that_migrates_at_start_does_not_start_without_its_database()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddCredits().UsePostgreSql(server.ConnectionTo("no_such_database"), o =>
        {
            o.MigrateAtStart = true;
            o.RetryFor = TimeSpan.Zero;
        });
        using IHost host = builder.Build();
        await FluentActions.Awaiting(() => host.StartAsync()).Should().ThrowAsync<StoreException>().WithMessage("*no_such_database*");
    }

    [Fact]
    public void Options_that_cannot_work_are_refused_when_they_are_given()
    {
        CreditsBuilder builder = new ServiceCollection().AddCredits();
        foreach (Action<PostgreSqlStoreOptions> wrong in new Action<PostgreSqlStoreOptions>[]
        {
            o => o.MaxConnections = 1, o => o.MaxGroups = 0, o => o.MaxGroups = 8, o => o.MaxTogether = 0, o => o.MaxWaiting = 0,
            o => o.RetryFor = TimeSpan.FromSeconds(-1), o => o.LockTimeout = TimeSpan.Zero, o => o.Schema = "a b",
        })
        {
            FluentActions.Invoking(() => builder.UsePostgreSql("Host=localhost", wrong)).Should().Throw<ArgumentException>();
        }
    }
}
