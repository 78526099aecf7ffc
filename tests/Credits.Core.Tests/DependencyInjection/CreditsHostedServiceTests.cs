using System.Threading.Channels;
using Credits.DependencyInjection;
using Credits.Notifications;
using Credits.Storage;
using Credits.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace Credits.Tests.DependencyInjection;

public sealed class CreditsHostedServiceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Never = TimeSpan.FromDays(1_000);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private readonly ManualClock _clock = new(Instant.FromUtc(2026, 1, 5, 9, 0));
    private readonly Recorder _recorder = new();

    [Fact]
    public async Task A_notice_is_delivered_as_soon_as_it_is_committed()
    {
        using IHost host = await StartAsync(b => b.AddNotifier(_ => _recorder), o => o.MaintenanceInterval = Never);

        await ExhaustAsync(host);

        (await _recorder.NextAsync()).Should().BeOfType<CreditsExhausted>().Which.Id.Should().Be("acme:1");
        await StopAsync(host);
    }

    [Fact]
    public async Task Every_notifier_gets_the_notice()
    {
        Recorder other = new();
        using IHost host = await StartAsync(b => b.AddNotifier(_ => _recorder).AddNotifier(_ => other), o => o.MaintenanceInterval = Never);

        await ExhaustAsync(host);

        (await _recorder.NextAsync()).Should().Be(await other.NextAsync());
        await StopAsync(host);
    }

    [Fact]
    public async Task What_falls_due_is_recorded_and_told_without_anybody_asking()
    {
        using IHost host = await StartAsync(b => b.AddNotifier(_ => _recorder), o => o.MaintenanceInterval = TimeSpan.FromMilliseconds(5));
        await OpenAsync(host);
        (await host.Services.GetRequiredService<ICredits>().ReserveAsync("acme", "chat", Actor.Member("ada"), 30, cancellationToken: Cancellation)).Value.Detach();

        _clock.Advance(Duration.FromHours(1));

        (await _recorder.NextAsync()).Should().BeOfType<ReservationExpired>().Which.Amount.Should().Be((CreditAmount)30);
        await StopAsync(host);
    }

    [Fact]
    public async Task A_notifier_that_fails_once_gets_the_notice_again()
    {
        _recorder.Failures = 1;
        using IHost host = await StartAsync(b => b.AddNotifier(_ => _recorder), o => o.MaintenanceInterval = TimeSpan.FromMilliseconds(5));
        await ExhaustAsync(host);
        await _recorder.Failed.WaitAsync(Patience, Cancellation);

        _clock.Advance(Duration.FromMinutes(1));

        (await _recorder.NextAsync()).Should().BeOfType<CreditsExhausted>();
        await StopAsync(host);
    }

    [Fact]
    public async Task Without_a_notifier_notices_stay_in_the_store()
    {
        FakeMaintenance maintenance = new();
        using IHost host = await StartAsync(b => b.Services.AddSingleton<ICreditsMaintenance>(maintenance), o => o.MaintenanceInterval = TimeSpan.FromMilliseconds(5));
        await ExhaustAsync(host);

        await maintenance.AdvancedAsync();
        await maintenance.AdvancedAsync();
        await StopAsync(host);

        maintenance.Deliveries.Should().Be(0);
        IReadOnlyList<Notice> left = await host.Services.GetRequiredService<IStore>().LeaseNoticesAsync(
            _clock.GetCurrentInstant(), _clock.GetCurrentInstant() + Duration.FromHours(1), 10, Cancellation);
        left.Should().ContainSingle().Which.Should().BeOfType<CreditsExhausted>();
    }

    [Fact]
    public async Task A_failing_turn_is_followed_by_another()
    {
        FakeMaintenance maintenance = new() { Fails = true };
        using IHost host = await StartAsync(
            b => b.AddNotifier(_ => _recorder).Services.AddSingleton<ICreditsMaintenance>(maintenance),
            o => o.MaintenanceInterval = TimeSpan.FromMilliseconds(5));

        await maintenance.AdvancedAsync();
        await maintenance.AdvancedAsync();
        await StopAsync(host);

        maintenance.Deliveries.Should().BePositive();
        Service(host).ExecuteTask!.IsFaulted.Should().BeFalse();
    }

    [Fact]
    public async Task Nothing_runs_where_maintenance_is_off()
    {
        FakeMaintenance maintenance = new();
        using IHost host = await StartAsync(b => b.Services.AddSingleton<ICreditsMaintenance>(maintenance), o => o.RunMaintenance = false);

        await Service(host).ExecuteTask!.WaitAsync(Patience, Cancellation);

        maintenance.Advances.Should().Be(0);
        await StopAsync(host);
    }

    [Fact]
    public async Task It_stops_while_a_notifier_is_at_work_and_the_notice_is_left_for_the_next()
    {
        StuckNotifier stuck = new();
        using IHost host = await StartAsync(b => b.AddNotifier(_ => stuck), o => o.MaintenanceInterval = Never);
        await ExhaustAsync(host);
        await stuck.Entered.WaitAsync(Patience, Cancellation);

        await StopAsync(host);

        IReadOnlyList<Notice> left = await host.Services.GetRequiredService<IStore>().LeaseNoticesAsync(
            _clock.GetCurrentInstant(), _clock.GetCurrentInstant() + Duration.FromHours(1), 10, Cancellation);
        left.Should().ContainSingle();
    }

    private static CreditsHostedService Service(IHost host) => host.Services.GetServices<IHostedService>().OfType<CreditsHostedService>().Single();

    private static async Task StopAsync(IHost host)
    {
        await host.StopAsync(Cancellation).WaitAsync(Patience, Cancellation);
        Service(host).ExecuteTask!.IsFaulted.Should().BeFalse();
    }

    private static async Task OpenAsync(IHost host) =>
        await host.Services.GetRequiredService<ICreditsAdmin>().OpenWalletAsync("acme", Actor.System, "free", cancellationToken: Cancellation);

    private static async Task ExhaustAsync(IHost host)
    {
        await OpenAsync(host);
        (await host.Services.GetRequiredService<ICredits>().ConsumeAsync("acme", "chat", Actor.Member("ada"), 100, cancellationToken: Cancellation)).IsAccepted.Should().BeTrue();
    }

    private async Task<IHost> StartAsync(Action<CreditsBuilder> build, Action<CreditsOptions> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        build(builder.Services.AddCredits(configure)
            .AddPlan("free", p => p.Welcome(100))
            .AddFeature("chat", f => f.PerUnit(1))
            .UseClock(_clock)
            .UseInMemory());
        IHost host = builder.Build();
        await host.StartAsync(Cancellation);
        return host;
    }

    private sealed class Recorder : INotifier
    {
        private readonly Channel<Notice> _notices = Channel.CreateUnbounded<Notice>();
        private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Failures { get; set; }

        public Task Failed => _failed.Task;

        public ValueTask NotifyAsync(Notice notice, CancellationToken cancellationToken)
        {
            if (Failures-- > 0)
            {
                _failed.TrySetResult();
                throw new InvalidOperationException("The mail server is away.");
            }

            return _notices.Writer.WriteAsync(notice, cancellationToken);
        }

        public async Task<Notice> NextAsync() =>
            await _notices.Reader.ReadAsync(Cancellation).AsTask().WaitAsync(Patience, Cancellation);
    }

    private sealed class StuckNotifier : INotifier
    {
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Entered => _entered.Task;

        public async ValueTask NotifyAsync(Notice notice, CancellationToken cancellationToken)
        {
            _entered.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }

    private sealed class FakeMaintenance : ICreditsMaintenance
    {
        private readonly Channel<int> _advanced = Channel.CreateUnbounded<int>();
        private int _advances;
        private int _deliveries;

        public bool Fails { get; init; }

        public int Advances => Volatile.Read(ref _advances);

        public int Deliveries => Volatile.Read(ref _deliveries);

        public async Task AdvancedAsync() =>
            await _advanced.Reader.ReadAsync(Cancellation).AsTask().WaitAsync(Patience, Cancellation);

        public async ValueTask<int> AdvanceDueAsync(CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _advances);
            await _advanced.Writer.WriteAsync(0, cancellationToken);
            return Fails ? throw new StoreException(CommandFate.NotApplied, "The disk is full.") : 0;
        }

        public ValueTask<int> DeliverNoticesAsync(CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _deliveries);
            return Fails ? throw new StoreException(CommandFate.NotApplied, "The disk is full.") : new(0);
        }
    }
}
