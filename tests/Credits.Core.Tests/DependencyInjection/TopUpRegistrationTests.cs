using Credits.DependencyInjection;
using Credits.Notifications;
using Credits.Testing;
using Credits.Tests.TopUps;
using Credits.TopUps;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace Credits.Tests.DependencyInjection;

public sealed class TopUpRegistrationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Of_several_providers_the_one_named_last_is_used_and_asked_once()
    {
        PaymentProvider last = new();
        using ServiceProvider provider = new ServiceCollection()
            .AddCredits()
            .AddTopUpProvider(_ => new PaymentProvider())
            .AddTopUpProvider<Registered>()
            .AddTopUpProvider(_ => last)
            .UseInMemory()
            .Services.BuildServiceProvider();

        provider.GetServices<ITopUpProvider>().Should().Equal(last);
        provider.GetServices<INotifier>().Should().ContainSingle();
    }

    [Fact]
    public void A_type_is_made_by_the_container_and_a_function_must_be_given()
    {
        CreditsBuilder builder = new ServiceCollection().AddCredits().AddTopUpProvider<Registered>().UseInMemory();
        using ServiceProvider provider = builder.Services.BuildServiceProvider();
        provider.GetRequiredService<ITopUpProvider>().Should().BeOfType<Registered>();
        builder.Invoking(b => b.AddTopUpProvider(null!)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public async Task A_host_buys_as_soon_as_a_debit_leaves_too_little()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(new TaskCompletionSource<TopUpRequest>(TaskCreationOptions.RunContinuationsAsynchronously));
        builder.Services.AddCredits(o => o.MaintenanceInterval = TimeSpan.FromDays(1_000))
            .AddPlan("free", p => p.Welcome(100))
            .AddFeature("chat", f => f.PerUnit(1))
            .AddTopUpProvider<Registered>()
            .UseClock(new ManualClock(Instant.FromUtc(2026, 1, 5, 9, 0)))
            .UseInMemory();
        using IHost host = builder.Build();
        await host.StartAsync(Cancellation);
        ICreditsAdmin admin = host.Services.GetRequiredService<ICreditsAdmin>();
        await admin.OpenWalletAsync("acme", Actor.System, "free", cancellationToken: Cancellation);
        await admin.SetTopUpAsync("acme", TopUpSettings.BuyUpTo(500, below: 50), Actor.System, cancellationToken: Cancellation);

        await host.Services.GetRequiredService<ICredits>().ConsumeAsync("acme", "chat", Actor.Member("ada"), 60, cancellationToken: Cancellation);

        TopUpRequest request = await host.Services.GetRequiredService<TaskCompletionSource<TopUpRequest>>().Task.WaitAsync(Patience, Cancellation);
        request.Amount.Should().Be((CreditAmount)460);
        await host.StopAsync(Cancellation);
    }

    private sealed class Registered(IServiceProvider services) : ITopUpProvider
    {
        public ValueTask<TopUpOutcome> PurchaseAsync(TopUpRequest request, CancellationToken cancellationToken)
        {
            services.GetRequiredService<TaskCompletionSource<TopUpRequest>>().SetResult(request);
            return new(TopUpOutcome.Pending);
        }
    }
}
