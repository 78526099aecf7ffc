using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using Credits.DependencyInjection;
using Credits.Diagnostics;
using Credits.Storage;
using Credits.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace Credits.Tests.Diagnostics;

/// <summary>What a listener hears of a host.</summary>
public sealed class DiagnosticsTests : IDisposable
{
    private const string Wallet = "wallet-of-acme";
    private const string User = "user-ada";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ManualClock _clock = new(Instant.FromUtc(2026, 1, 5, 9, 0));
    private readonly FaultyStore _store = new(new InMemoryStore());
    private readonly RecordingNotifier _mail = new();
    private readonly IHost _host;
    private readonly Measurements _heard;

    public DiagnosticsTests()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddMetrics();
        builder.Services.AddCredits(static o =>
            {
                o.NoticeAttempts = 1;
                o.MaintenanceInterval = TimeSpan.FromDays(1);
            })
            .AddPlan("free", static p => p.Welcome(100))
            .AddFeature("chat", static f => f.PerUnit(1))
            .AddNotifier(_ => _mail, "mail")
            .UseClock(_clock)
            .UseStore(_ => _store);
        _host = builder.Build();
        _heard = new(_host.Services.GetRequiredService<IMeterFactory>());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ICredits Credits => _host.Services.GetRequiredService<ICredits>();

    private ICreditsAdmin Admin => _host.Services.GetRequiredService<ICreditsAdmin>();

    private ICreditsMaintenance Maintenance => _host.Services.GetRequiredService<ICreditsMaintenance>();

    public void Dispose()
    {
        _heard.Dispose();
        _host.Dispose();
    }

    [Fact]
    public async Task Every_instrument_is_published_with_its_kind_and_unit()
    {
        await _host.StartAsync(Cancellation);

        _heard.Instruments.Should().BeEquivalentTo(
        [
            ("credits.commands", "Counter", "{command}"),
            ("credits.command.duration", "Histogram", "s"),
            ("credits.refusals", "Counter", "{refusal}"),
            ("credits.commit.duration", "Histogram", "s"),
            ("credits.commit.entries", "Histogram", "{entry}"),
            ("credits.lane.depth", "ObservableGauge", "{command}"),
            ("credits.notice.deliveries", "Counter", "{call}"),
            ("credits.notice.duration", "Histogram", "s"),
            ("credits.notices.parked", "Counter", "{notice}"),
            ("credits.notice.lag", "ObservableGauge", "s"),
            ("credits.notices.standing_parked", "ObservableGauge", "{notice}"),
            ("credits.wallets.advanced", "Counter", "{wallet}"),
            ("credits.sweep.lag", "ObservableGauge", "s"),
        ]);
        IEnumerable<string?> constants = typeof(CreditsDiagnostics).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string?)f.GetRawConstantValue());
        constants.Should().BeEquivalentTo(_heard.Instruments.Select(i => i.Name).Append("Credits.Core").Append("Credits.Core"), "each has a constant");
        await _host.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Commands_and_refusals_and_commits_are_counted()
    {
        await BusyAsync();

        _heard.Sum("credits.commands", "op=open outcome=accepted").Should().Be(1);
        _heard.Sum("credits.commands", "op=consume outcome=accepted").Should().Be(2);
        _heard.Sum("credits.commands", "op=consume outcome=replayed").Should().Be(1);
        _heard.Sum("credits.commands", "op=consume outcome=refused").Should().Be(1);
        _heard.Sum("credits.commands", "op=consume outcome=failed").Should().Be(1);
        _heard.Sum("credits.refusals", "op=consume code=insufficient_credits").Should().Be(1);
        _heard.Of("credits.command.duration", "op=consume").Should().HaveCount(5).And.OnlyContain(s => s > 0 && s < 600);
        _heard.Of("credits.commit.duration", "outcome=committed").Should().HaveCount(_store.CommitsWritten).And.OnlyContain(s => s > 0 && s < 600);
        _heard.Of("credits.commit.entries").Should().HaveCount(_store.CommitsWritten).And.OnlyContain(n => n >= 1);
    }

    [Fact]
    public async Task Deliveries_and_what_is_parked_and_wallets_advanced_are_counted()
    {
        await BusyAsync();

        _heard.Sum("credits.notice.deliveries", "channel=mail outcome=failed").Should().Be(1);
        _heard.Sum("credits.notice.deliveries", "channel=mail outcome=delivered").Should().Be(_mail.Notices.Count).And.BePositive();
        _heard.Of("credits.notice.duration", "channel=mail").Should().HaveCount(1 + _mail.Notices.Count);
        _heard.Sum("credits.notices.parked", "channel=mail").Should().Be(1);
        _heard.Sum("credits.wallets.advanced", "outcome=failed").Should().Be(1);
        _heard.Sum("credits.wallets.advanced", "outcome=advanced").Should().BePositive();
    }

    [Fact]
    public async Task Gauges_show_lane_depth_and_notices_as_last_looked_up()
    {
        await BusyAsync();
        await Credits.ConsumeAsync(Wallet, "chat", Actor.Member(User), 1_000, cancellationToken: Cancellation);
        _clock.Advance(Duration.FromSeconds(90));
        _mail.FailNext(int.MaxValue);
        StoreGate gate = _store.HoldCommits();
        await _host.StartAsync(Cancellation);
        Task<CreditResult<GrantReceipt>>[] waiting =
        [
            .. Enumerable.Range(0, 3).Select(_ => Admin.PurchaseAsync(Wallet, new(5), Actor.System, cancellationToken: Cancellation).AsTask()),
        ];
        await gate.WaitForArrivalsAsync(1, Patience);

        // The service begins on a thread of its own.
        await UntilAsync(() => _heard.Gauge("credits.lane.depth") > 0);
        await UntilAsync(() => _heard.Gauge("credits.notices.standing_parked", "channel=mail") >= 1);
        _heard.Gauge("credits.notice.lag", "channel=mail").Should().BeGreaterThanOrEqualTo(0);
        _heard.Gauge("credits.sweep.lag").Should().BeGreaterThanOrEqualTo(0);
        gate.Open();
        await Task.WhenAll(waiting).WaitAsync(Patience, Cancellation);
        await _host.StopAsync(Cancellation);
    }

    [Fact]
    public async Task No_tag_holds_a_wallet_or_a_user()
    {
        await BusyAsync();

        _heard.All.Should().NotBeEmpty();
        string.Join('\n', _heard.All.Select(m => m.TagText).Distinct()).Should().NotContainAny(Wallet, User);
    }

    [Fact]
    public async Task Traces_have_names_and_outcomes_and_no_wallet()
    {
        using ActivitySource tests = new($"{nameof(DiagnosticsTests)}.{Guid.NewGuid()}");
        ConcurrentQueue<Activity> ended = new();
        using ActivityListener listener = new()
        {
            ShouldListenTo = s => s == tests || s.Name == CreditsDiagnostics.ActivitySourceName,
            Sample = static (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        ActivityTraceId trace;
        using (Activity root = tests.StartActivity("test")!)
        {
            trace = root.TraceId;
            await BusyAsync();
        }

        // Tests beside this one are traced too, under other ids.
        Activity[] seen = [.. ended.Where(a => a.TraceId == trace && a.Source != tests)];
        seen.Select(a => a.OperationName).Distinct().Should().BeEquivalentTo("credits open", "credits consume", "credits reserve", "credits purchase", "credits notice");
        seen.Where(a => a.OperationName == "credits consume").Select(a => (a.GetTagItem("credits.outcome"), a.Status)).Should().Equal(
            ("accepted", ActivityStatusCode.Unset), ("replayed", ActivityStatusCode.Unset), (null, ActivityStatusCode.Error),
            ("accepted", ActivityStatusCode.Unset), ("refused", ActivityStatusCode.Unset));
        seen.Where(a => a.OperationName == "credits notice").Should().OnlyContain(a => (string?)a.GetTagItem("credits.channel") == "mail" && a.GetTagItem("credits.notice") != null);
        string.Join('\n', seen.SelectMany(a => a.TagObjects).Select(t => $"{t.Key}={t.Value}")).Should().NotContainAny(Wallet, User);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Something of everything: answers of all kinds, a failing store, a notice that fails, and a reservation that falls due.</summary>
    private async Task BusyAsync()
    {
        Actor user = Actor.Member(User);
        await Admin.OpenWalletAsync(Wallet, Actor.System, "free", cancellationToken: Cancellation);
        await Credits.ConsumeAsync(Wallet, "chat", user, 10, operation: "once", cancellationToken: Cancellation);
        await Credits.ConsumeAsync(Wallet, "chat", user, 10, operation: "once", cancellationToken: Cancellation);
        _store.FailCommits(CommitFault.NotApplied);
        await FluentActions.Awaiting(() => Credits.ConsumeAsync(Wallet, "chat", user, 10, cancellationToken: Cancellation).AsTask()).Should().ThrowAsync<CreditsUnavailableException>();
        await Credits.ConsumeAsync(Wallet, "chat", user, 90, cancellationToken: Cancellation);
        await Credits.ConsumeAsync(Wallet, "chat", user, 1, cancellationToken: Cancellation);
        await Admin.PurchaseAsync(Wallet, new(50), Actor.System, cancellationToken: Cancellation);
        (await Credits.ReserveAsync(Wallet, "chat", user, 30, timeToLive: Duration.FromHours(1), cancellationToken: Cancellation)).GetValueOrThrow().Detach();
        _mail.FailNext(1);
        await Maintenance.DeliverNoticesAsync(Cancellation);
        _clock.Advance(Duration.FromHours(1));
        _store.FailCommits(CommitFault.Exception);
        _store.Fail(StoreCall.Load);
        await Maintenance.AdvanceDueAsync(Cancellation);
        _clock.Advance(Duration.FromMinutes(2));
        await Maintenance.AdvanceDueAsync(Cancellation);
        await Maintenance.DeliverNoticesAsync(Cancellation);
    }
}
