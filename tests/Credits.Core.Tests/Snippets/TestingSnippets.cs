using Credits.Notifications;
using Credits.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Credits.Tests.Snippets;

/// <summary>Code of the README, kept compiling and passing; <see cref="ReadmeTests"/> compares the two.</summary>
public sealed class TestingSnippets
{
#pragma warning disable xUnit1051 // A reader of the README need not see tokens that make this test run stop sooner.
    // begin: testing
    [Fact]
    public async Task A_reservation_that_nobody_captures_comes_back_after_an_hour()
    {
        ManualClock clock = new(Instant.FromUtc(2026, 1, 5, 9, 0));
        RecordingNotifier notices = new();
        await using ServiceProvider provider = new ServiceCollection()
            .AddCredits()
            .AddPlan("free", p => p.Welcome(1_000))
            .AddFeature("test-cases", f => f.PerUnit(10).DefaultQuantity(5))
            .AddNotifier(_ => notices)
            .UseClock(clock)
            .UseInMemory()
            .Services.BuildServiceProvider();
        ICreditsAdmin admin = provider.GetRequiredService<ICreditsAdmin>();
        ICreditsMaintenance maintenance = provider.GetRequiredService<ICreditsMaintenance>();
        await admin.OpenWalletAsync("acme", Actor.System, "free");
        (await provider.GetRequiredService<ICredits>().ReserveAsync("acme", "test-cases", Actor.Member("ada"))).GetValueOrThrow().Detach();

        clock.Advance(Duration.FromHours(1));
        await maintenance.AdvanceDueAsync();
        await maintenance.DeliverNoticesAsync();

        (await admin.GetBalanceAsync("acme", Actor.System)).Value.Available.Should().Be((CreditAmount)1_000);
        notices.Notices.Should().ContainSingle().Which.Should().BeOfType<ReservationExpired>();
    }
    // end
#pragma warning restore xUnit1051
}
