using System.Net;
using Credits.AspNetCore.Health;
using Credits.AspNetCore.Tests.Host;
using Credits.Notifications;
using Credits.Storage;
using Credits.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Credits.AspNetCore.Tests.Health;

public sealed class HealthCheckTests
{
    private readonly ManualClock _clock = new(WebHost.Start);
    private readonly RecordingNotifier _mail = new();
    private readonly FaultyStore _store = new(new InMemoryStore());

    [Fact]
    public async Task A_store_that_answers_is_healthy_and_its_figures_are_named_as_the_gauges()
    {
        await using ServiceProvider services = Start();
        await ExhaustAsync(services);
        await DeliverAsync(services);

        HealthReportEntry health = await CheckAsync(services);

        health.Status.Should().Be(HealthStatus.Healthy);
        health.Description.Should().Be("The store answers, and nothing is late.");
        health.Data.Should().Equal(new Dictionary<string, object>
        {
            ["credits.notice.lag.mail"] = 0d,
            ["credits.notices.standing_parked.mail"] = 0L,
            ["credits.sweep.lag"] = 0d,
        });
    }

    [Theory]
    [InlineData(599, HealthStatus.Healthy)]
    [InlineData(600, HealthStatus.Degraded)]
    [InlineData(14_399, HealthStatus.Degraded)]
    [InlineData(14_400, HealthStatus.Unhealthy)]
    public async Task Notices_that_wait_too_long_are_told_by_their_channel(int seconds, HealthStatus expected)
    {
        await using ServiceProvider services = Start();
        await DeliverAsync(services);
        await ExhaustAsync(services);
        _clock.Advance(Duration.FromSeconds(seconds));

        HealthReportEntry health = await CheckAsync(services);

        health.Status.Should().Be(expected);
        health.Data["credits.notice.lag.mail"].Should().Be((double)seconds);
        if (expected != HealthStatus.Healthy)
        {
            health.Description.Should().Be($"Notices wait for 'mail' since {TimeSpan.FromSeconds(seconds):d\\.hh\\:mm\\:ss}.");
        }
    }

    [Theory]
    [InlineData(599, HealthStatus.Healthy)]
    [InlineData(600, HealthStatus.Degraded)]
    [InlineData(14_400, HealthStatus.Unhealthy)]
    public async Task What_fell_due_and_is_not_recorded_is_told(int seconds, HealthStatus expected)
    {
        await using ServiceProvider services = Start();
        await ReserveAsync(services);
        _clock.Advance(Duration.FromHours(1) + Duration.FromSeconds(seconds));

        HealthReportEntry health = await CheckAsync(services);

        health.Status.Should().Be(expected);
        health.Data["credits.sweep.lag"].Should().Be((double)seconds);
    }

    [Fact]
    public async Task What_falls_due_later_is_no_lag()
    {
        await using ServiceProvider services = Start();
        await ReserveAsync(services);

        (await CheckAsync(services)).Data["credits.sweep.lag"].Should().Be(0d);
    }

    [Fact]
    public async Task Parked_notices_are_figures_and_no_complaint()
    {
        await using ServiceProvider services = Start(credits: static o => o.NoticeAttempts = 1);
        await ExhaustAsync(services);
        _mail.FailNext(1);
        await DeliverAsync(services);

        HealthReportEntry health = await CheckAsync(services);

        health.Status.Should().Be(HealthStatus.Healthy);
        health.Data["credits.notices.standing_parked.mail"].Should().Be(1L);
    }

    [Fact]
    public async Task Everything_that_is_late_is_told_at_once_and_names_no_wallet()
    {
        await using ServiceProvider services = Start();
        await DeliverAsync(services);
        await ExhaustAsync(services);
        await ReserveAsync(services, "other");
        _clock.Advance(Duration.FromDays(2));

        HealthReportEntry health = await CheckAsync(services);

        health.Description.Should().Be("Notices wait for 'mail' since 2.00:00:00. What fell due is not recorded since 1.23:00:00.");
        string.Join(' ', health.Data.Select(d => $"{d.Key} {d.Value}")).Should().NotContainAny("acme", "other", "ada");
    }

    [Fact]
    public async Task Thresholds_are_the_hosts()
    {
        await using ServiceProvider services = Start(o =>
        {
            o.SweepLagDegraded = null;
            o.SweepLagUnhealthy = TimeSpan.FromSeconds(1);
        });
        await ReserveAsync(services);
        _clock.Advance(Duration.FromHours(1));

        (await CheckAsync(services)).Status.Should().Be(HealthStatus.Healthy);
        _clock.Advance(Duration.FromSeconds(1));
        (await CheckAsync(services)).Status.Should().Be(HealthStatus.Unhealthy);
    }

    [Theory]
    [InlineData(StoreCall.FindChannels)]
    [InlineData(StoreCall.FindDue)]
    public async Task A_store_that_is_down_is_unhealthy_with_its_own_sentence(StoreCall call)
    {
        await using ServiceProvider services = Start();
        _store.Fail(call);

        HealthReportEntry health = await CheckAsync(services);

        health.Status.Should().Be(HealthStatus.Unhealthy);
        health.Description.Should().Be($"The test wanted this call to fail: {call}.");
        health.Exception.Should().BeOfType<IOException>();
        (await CheckAsync(services)).Status.Should().Be(HealthStatus.Healthy, "it is back");
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_unhealthy()
    {
        await using ServiceProvider services = Start(static o => o.StoreTimeout = TimeSpan.FromMilliseconds(20), store: new SilentStore(_store));

        HealthReportEntry health = await CheckAsync(services);

        health.Status.Should().Be(HealthStatus.Unhealthy);
        health.Description.Should().Be("The store did not answer within 00:00:00.0200000.");
    }

    [Fact]
    public async Task A_host_without_credits_is_told_what_is_missing()
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddHealthChecks().AddCredits();
        await using ServiceProvider provider = services.BuildServiceProvider();

        HealthReportEntry health = await CheckAsync(provider);

        health.Status.Should().Be(HealthStatus.Unhealthy);
        health.Description.Should().Contain("call AddCredits");
    }

    [Fact]
    public async Task A_failure_weighs_what_the_host_says()
    {
        await using ServiceProvider services = Start(failureStatus: HealthStatus.Degraded);
        _store.Fail(StoreCall.FindDue);

        (await CheckAsync(services)).Status.Should().Be(HealthStatus.Degraded);
    }

    [Fact]
    public async Task Thresholds_that_cannot_be_are_told_all_at_once()
    {
        await using ServiceProvider services = Start(static o =>
        {
            o.StoreTimeout = TimeSpan.Zero;
            o.NoticeLagDegraded = TimeSpan.FromDays(1);
            o.SweepLagUnhealthy = TimeSpan.FromSeconds(-1);
        });

        services.Invoking(s => s.GetRequiredService<IStartupValidator>().Validate()).Should().Throw<OptionsValidationException>().Which.Failures.Should().Equal(
            "CreditsHealthOptions.StoreTimeout: '00:00:00' is not valid: it is more than 0 and at most 01:00:00.",
            "CreditsHealthOptions.NoticeLagDegraded: '1.00:00:00' is not valid: it is at most NoticeLagUnhealthy, 04:00:00.",
            "CreditsHealthOptions.SweepLagUnhealthy: '-00:00:01' is not valid: it is more than 0, or null for never.",
            "CreditsHealthOptions.SweepLagDegraded: '00:10:00' is not valid: it is at most SweepLagUnhealthy, -00:00:01.");
    }

    [Fact]
    public async Task A_host_serves_it_as_any_other_check()
    {
        await using WebHost host = await WebHost.StartAsync(
            build: static b => b.Services.AddHealthChecks().AddCredits(), map: static a => a.MapHealthChecks("/health"), store: _store);
        using HttpClient client = new() { BaseAddress = host.Address };

        (await client.GetStringAsync("/health")).Should().Be("Healthy");
        _store.Fail(StoreCall.FindChannels);
        (await client.GetAsync("/health")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
    }

    private static async Task<HealthReportEntry> CheckAsync(IServiceProvider services) =>
        (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["credits"];

    private static async Task DeliverAsync(IServiceProvider services) => await services.GetRequiredService<ICreditsMaintenance>().DeliverNoticesAsync();

    private static async Task ExhaustAsync(IServiceProvider services)
    {
        (await services.GetRequiredService<ICreditsAdmin>().OpenWalletAsync("acme", Actor.System, "free")).GetValueOrThrow();
        (await services.GetRequiredService<ICredits>().ConsumeAsync("acme", "chat", Actor.Member("ada"), 100)).GetValueOrThrow();
    }

    private static async Task ReserveAsync(IServiceProvider services, string wallet = "acme")
    {
        (await services.GetRequiredService<ICreditsAdmin>().OpenWalletAsync(wallet, Actor.System, "free")).GetValueOrThrow();
        (await services.GetRequiredService<ICredits>().ReserveAsync(wallet, "chat", Actor.Member("ada"), 30, timeToLive: Duration.FromHours(1))).GetValueOrThrow().Detach();
    }

    private ServiceProvider Start(
        Action<CreditsHealthOptions>? configure = null, HealthStatus? failureStatus = null, Action<CreditsOptions>? credits = null, IStore? store = null)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddHealthChecks().AddCredits(configure, failureStatus: failureStatus);
        services.AddCredits(credits)
            .AddPlan("free", static p => p.Welcome(100))
            .AddFeature("chat", static f => f.PerUnit(1))
            .AddNotifier(_ => _mail, "mail")
            .UseClock(_clock)
            .UseStore(_ => store ?? _store);
        return services.BuildServiceProvider();
    }

    /// <summary>Never answers, whatever its token says.</summary>
    private sealed class SilentStore(IStore inner) : DelegatingStore(inner)
    {
        public override ValueTask<IReadOnlyList<NoticeChannel>> FindChannelsAsync(CancellationToken cancellationToken) =>
            new(new TaskCompletionSource<IReadOnlyList<NoticeChannel>>().Task);
    }
}
