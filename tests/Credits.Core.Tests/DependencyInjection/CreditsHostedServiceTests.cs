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
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Never = TimeSpan.FromDays(1_000);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private readonly ManualClock _clock = new(Instant.FromUtc(2026, 1, 5, 9, 0));
    private readonly Recorder _recorder = new();
    private readonly FaultyStore _store = new(new InMemoryStore());

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
        using IHost host = await StartAsync(b => b.AddNotifier(_ => _recorder).AddNotifier(_ => other, "other"), o => o.MaintenanceInterval = Never);

        await ExhaustAsync(host);

        (await _recorder.NextAsync()).Should().Be(await other.NextAsync());
        await StopAsync(host);
    }

    [Fact]
    public async Task What_falls_due_is_recorded_and_told_without_anybody_asking()
    {
        using IHost host = await StartAsync(b => b.AddNotifier(_ => _recorder), o => o.MaintenanceInterval = Never);
        await OpenAsync(host);
        (await host.Services.GetRequiredService<ICredits>().ReserveAsync("acme", "chat", Actor.Member("ada"), 30, cancellationToken: Cancellation)).Value.Detach();

        // Where it fell due while the sweeper looked, he comes back a moment later: by this clock, which somebody must move.
        _clock.Advance(Duration.FromHours(1));
        Task<Notice> told = _recorder.NextAsync();
        await AdvanceUntilAsync(told, Duration.FromSeconds(1));

        (await told).Should().BeOfType<ReservationExpired>().Which.Amount.Should().Be((CreditAmount)30);
        await StopAsync(host);
    }

    [Fact]
    public async Task A_notifier_that_fails_once_gets_the_notice_again()
    {
        _recorder.Failures = 1;
        using IHost host = await StartAsync(b => b.AddNotifier(_ => _recorder), o => o.MaintenanceInterval = Never);
        await ExhaustAsync(host);
        await _recorder.Failed.WaitAsync(Patience, Cancellation);

        Task<Notice> delivery = _recorder.NextAsync();
        await AdvanceUntilAsync(delivery, Duration.FromSeconds(1));

        (await delivery).Should().BeOfType<CreditsExhausted>();
        await StopAsync(host);
    }

    [Fact]
    public async Task Without_a_notifier_notices_stay_in_the_store()
    {
        using IHost host = await StartAsync(_ => { }, o => o.MaintenanceInterval = Never);
        await ExhaustAsync(host);

        await StopAsync(host);

        (await LeftAsync(host, nameof(Recorder))).Should().ContainSingle().Which.Should().BeOfType<CreditsExhausted>();
    }

    [Fact]
    public async Task A_store_that_fails_for_a_while_delays_a_notice_and_no_more()
    {
        _store.Fail(StoreCall.AddChannels, 2);
        _store.Fail(StoreCall.LeaseNotices, 2);
        _store.Fail(StoreCall.SettleNotices, 2);
        _store.Fail(StoreCall.LeaseDue, 2);
        using IHost host = await StartAsync(
            b => b.AddNotifier(_ => _recorder),
            o =>
            {
                o.MaintenanceInterval = TimeSpan.FromSeconds(5);
                o.NoticeRetryDelay = TimeSpan.FromSeconds(5);
            });
        await ExhaustAsync(host);

        Task<Notice> delivery = _recorder.NextAsync();
        await AdvanceUntilAsync(delivery, Duration.FromSeconds(5));

        (await delivery).Should().BeOfType<CreditsExhausted>();

        // The clock may have passed the lease's end before the machine let the service settle; then it comes again, and is settled then.
        await AdvanceUntilAsync(SettledAsync(host), Duration.FromSeconds(5));
        await StopAsync(host);
        (await LeftAsync(host, nameof(Recorder))).Should().BeEmpty("what was delivered is settled");
    }

    [Fact]
    public async Task Nothing_runs_where_maintenance_is_off()
    {
        using IHost host = await StartAsync(b => b.AddNotifier(_ => _recorder), o => o.RunMaintenance = false);

        await Service(host).ExecuteTask!.WaitAsync(Patience, Cancellation);
        await ExhaustAsync(host);

        await StopAsync(host);
        (await host.Services.GetRequiredService<ICreditsOutbox>().GetChannelsAsync(Cancellation)).Should().BeEmpty();
        (await LeftAsync(host, nameof(Recorder))).Should().ContainSingle();
    }

    [Fact]
    public async Task It_stops_while_a_notifier_is_at_work_and_the_notice_is_left_for_the_next()
    {
        StuckNotifier stuck = new();
        using IHost host = await StartAsync(b => b.AddNotifier(_ => stuck), o => o.MaintenanceInterval = Never);
        await ExhaustAsync(host);
        await stuck.Entered.WaitAsync(Patience, Cancellation);

        await StopAsync(host);

        (await LeftAsync(host, nameof(StuckNotifier))).Should().ContainSingle("it was given back, not left leased");
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

    private async Task<Notice[]> LeftAsync(IHost host, string channel)
    {
        IReadOnlyList<NoticeLease> left = await host.Services.GetRequiredService<IStore>().LeaseNoticesAsync(
            channel, _clock.GetCurrentInstant(), _clock.GetCurrentInstant() + Duration.FromHours(1), 10, Cancellation);
        return [.. left.SelectMany(l => l.Notices)];
    }

    /// <summary>When no notice waits any more.</summary>
    private static async Task SettledAsync(IHost host)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        while ((await host.Services.GetRequiredService<ICreditsOutbox>().GetChannelsAsync(patience.Token)).Single().OldestWaiting is not null)
        {
            await Task.Yield();
        }
    }

    /// <summary>Time goes on until something has happened, however often the services look in between.</summary>
    private async Task AdvanceUntilAsync(Task happened, Duration step)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        while (!happened.IsCompleted)
        {
            patience.Token.ThrowIfCancellationRequested();
            _clock.Advance(step);
            await Task.Yield();
        }
    }

    private async Task<IHost> StartAsync(Action<CreditsBuilder> build, Action<CreditsOptions> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        build(builder.Services.AddCredits(configure)
            .AddPlan("free", p => p.Welcome(100))
            .AddFeature("chat", f => f.PerUnit(1))
            .UseClock(_clock)
            .UseStore(_ => _store));
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
}
