using Credits.Pricing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using static Credits.Tests.DependencyInjection.Compositions;

namespace Credits.Tests.DependencyInjection;

public sealed class StartUpTests
{
    private const string NoStore =
        "AddCredits: it is not said where wallets are kept. Call UseInMemory(), UseSqlite(...), UsePostgreSql(...) or UseStore<T>() on what AddCredits returns.";

    private static readonly string[] AllOfThem =
    [
        "AddPlan(\"pro\"), allowance: '-1' is not valid: a plan gives 0 credits or more.",
        "features:chat:unitPrice: 'cheap' is not a number, such as 500 or 0.25, with at most 6 fractional digits within ±9,223,372,036,854.775807.",
        "CreditsOptions.MaxBatch: '0' is not valid: it is at least 1.",
        NoStore,
    ];

    [Fact]
    public async Task A_host_does_not_start_with_mistakes_and_names_them_all()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        AddMistakes(builder.Services);
        using IHost host = builder.Build();

        (await host.Awaiting(h => h.StartAsync()).Should().ThrowAsync<OptionsValidationException>()).Which.Failures.Should().Equal(AllOfThem);
    }

    [Theory]
    [InlineData(typeof(ICredits))]
    [InlineData(typeof(ICreditsAdmin))]
    [InlineData(typeof(ICreditsMaintenance))]
    [InlineData(typeof(CreditCatalog))]
    public void Without_a_host_whatever_is_asked_for_first_names_them_all(Type service)
    {
        ServiceCollection services = new();
        AddMistakes(services);
        using ServiceProvider provider = services.BuildServiceProvider();

        provider.Invoking(p => p.GetRequiredService(service)).Should().Throw<OptionsValidationException>().Which.Failures.Should().Equal(AllOfThem);
    }

    [Fact]
    public void A_missing_store_is_reported_with_the_calls_to_make()
    {
        using ServiceProvider provider = Provider(_ => { });

        provider.Invoking(p => p.GetRequiredService<ICredits>()).Should().Throw<OptionsValidationException>().WithMessage(NoStore);
    }

    [Fact]
    public void Every_option_out_of_range_is_reported() => Mistakes(
        _ => { },
        o =>
        {
            o.MaxCachedWallets = 0;
            o.MaxWaitingPerWallet = -1;
            o.MaxBatch = 0;
            o.SnapshotEvery = 0;
            o.MaintenanceInterval = TimeSpan.Zero;
            o.NoticeLease = TimeSpan.FromSeconds(-1);
            o.NoticeTimeout = TimeSpan.Zero;
            o.NoticeParallelism = 0;
            o.NoticeAttempts = 0;
            o.NoticeRetryDelay = TimeSpan.Zero;
            o.NoticeLongestRetryDelay = TimeSpan.FromDays(2);
            o.NoticeRetryJitterPercent = 101;
            o.DueLease = TimeSpan.FromDays(2);
            o.MaintenancePercent = 0;
        }).Should().Equal(
        "CreditsOptions.MaxCachedWallets: '0' is not valid: it is at least 1.",
        "CreditsOptions.MaxWaitingPerWallet: '-1' is not valid: it is at least 1.",
        "CreditsOptions.MaxBatch: '0' is not valid: it is at least 1.",
        "CreditsOptions.SnapshotEvery: '0' is not valid: it is at least 1.",
        "CreditsOptions.MaintenanceInterval: '00:00:00' is not valid: it is more than 0.",
        "CreditsOptions.NoticeParallelism: '0' is not valid: it is at least 1.",
        "CreditsOptions.NoticeAttempts: '0' is not valid: it is at least 1.",
        "CreditsOptions.NoticeTimeout: '00:00:00' is not valid: it is more than 0.",
        "CreditsOptions.NoticeRetryDelay: '00:00:00' is not valid: it is more than 0.",
        "CreditsOptions.DueLease: '2.00:00:00' is not valid: it is at most 1.00:00:00.",
        "CreditsOptions.NoticeLease: '-00:00:01' is not valid: it is longer than NoticeTimeout.",
        "CreditsOptions.NoticeLongestRetryDelay: '2.00:00:00' is not valid: it is at least NoticeRetryDelay, and at most 1.00:00:00.",
        "CreditsOptions.NoticeRetryJitterPercent: '101' is not valid: it is 0 to 100.",
        "CreditsOptions.MaintenancePercent: '0' is not valid: it is 1 to 100.");

    [Fact]
    public void The_defaults_of_the_options_are_in_range()
    {
        using ServiceProvider provider = Provider(b => b.UseInMemory());

        CreditsOptions options = provider.GetRequiredService<IOptions<CreditsOptions>>().Value;

        options.Should().BeEquivalentTo(new CreditsOptions());
        options.RunMaintenance.Should().BeTrue();
    }

    private static void AddMistakes(IServiceCollection services) => services
        .AddCredits(o => o.MaxBatch = 0)
        .AddPlan("pro", p => p.Allowance(-1))
        .FromConfiguration(Keys(("features:chat:unitPrice", "cheap")));
}
