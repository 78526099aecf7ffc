using Credits.Notifications;
using Credits.Storage;
using Credits.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Credits.Tests.Notifications;

/// <summary>Section 8, as who is told sees it: every notice of the list comes to the notifier, and comes again once it is re-armed.</summary>
public sealed class EveryNoticeTests : IAsyncDisposable
{
    private static readonly WalletId Acme = "acme";
    private static readonly Actor Ada = Actor.Member("ada");

    private readonly ManualClock _clock = new(Instant.FromUtc(2026, 1, 5, 9, 0));
    private readonly RecordingNotifier _told = new();
    private readonly ServiceProvider _provider;

    public EveryNoticeTests() => _provider = new ServiceCollection()
        .AddCredits(o => o.RunMaintenance = false)
        .AddPlan("pro", p => p.Allowance(100))
        .AddFeature("chat", f => f.PerUnit(1))
        .UseClock(_clock)
        .UseInMemory()
        .AddNotifier(_ => _told, "mail")
        .Services.BuildServiceProvider();

    /// <summary>Those of section 8 of the semantics; top-up has tests of its own.</summary>
    public static TheoryData<NoticeKind> Kinds { get; } = [.. Enum.GetValues<NoticeKind>().Except([NoticeKind.TopUpRequested, NoticeKind.TopUpSuspended])];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ICreditsAdmin Admin => _provider.GetRequiredService<ICreditsAdmin>();

    private ICredits Credits => _provider.GetRequiredService<ICredits>();

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_of_notice_is_delivered_once(NoticeKind kind)
    {
        await OpenAsync();
        await CauseAsync(kind);

        (await ToldAsync()).Should().Equal(kind);
        (await ToldAsync()).Should().Equal([kind], "it is delivered, and nothing else happened");
        Notice notice = _told.Notices.Should().ContainSingle().Which;
        notice.Wallet.Should().Be(Acme);
        notice.At.Should().Be(_clock.GetCurrentInstant());
        notice.Id.Should().Be("acme:1");
    }

    [Fact]
    public async Task A_limit_tells_again_when_it_is_raised()
    {
        await OpenAsync();
        await LimitAsync(20);
        await SpendAsync(20);
        await RefusedAsync(1);
        (await ToldAsync()).Should().Equal(NoticeKind.HardLimitReached);

        await LimitAsync(30);
        await SpendAsync(10);
        (await ToldAsync()).Should().Equal(NoticeKind.HardLimitReached, NoticeKind.HardLimitReached);
        _told.Notices.Cast<LimitReached>().Select(n => n.Threshold).Should().Equal(20, 30);
    }

    [Fact]
    public async Task A_limit_tells_again_in_a_new_window()
    {
        await OpenAsync();
        await LimitAsync(20);
        await SpendAsync(20);
        _clock.Set(Instant.FromUtc(2026, 1, 6, 0, 0));
        await SpendAsync(20);
        (await ToldAsync()).Should().Equal(NoticeKind.HardLimitReached, NoticeKind.HardLimitReached);
        _told.Notices.Cast<LimitReached>().Select(n => n.WindowStart).Should().Equal(Instant.FromUtc(2026, 1, 5, 0, 0), Instant.FromUtc(2026, 1, 6, 0, 0));
    }

    [Fact]
    public async Task A_limit_tells_again_when_purchases_have_raised_it()
    {
        await OpenAsync();
        await LimitAsync(20, LimitWindow.Month);
        await SpendAsync(20);
        await PurchaseAsync(5);
        await SpendAsync(4);
        (await ToldAsync()).Should().Equal([NoticeKind.HardLimitReached], "25 are not reached");
        await SpendAsync(1);
        (await ToldAsync()).Should().Equal(NoticeKind.HardLimitReached, NoticeKind.HardLimitReached);
        _told.Notices.Cast<LimitReached>().Select(n => n.Threshold).Should().Equal(20, 25);
    }

    [Fact]
    public async Task Running_dry_and_wanting_more_are_told_again_after_the_next_grant()
    {
        await OpenAsync();
        await SpendAsync(100);
        await RefusedAsync(7);
        await RefusedAsync(8);
        NoticeKind[] first = [NoticeKind.CreditsExhausted, NoticeKind.CreditsInsufficient];
        (await ToldAsync()).Should().Equal(first);

        await PurchaseAsync(10);
        await RefusedAsync(11);
        await SpendAsync(10);
        await RefusedAsync(1);
        (await ToldAsync()).Should().Equal([.. first, NoticeKind.CreditsInsufficient, NoticeKind.CreditsExhausted]);
    }

    [Fact]
    public async Task A_grant_that_was_empty_when_it_was_looked_at_is_told_once_alerts_are_set_again_and_then_never_again()
    {
        await OpenAsync();
        await AlertAsync(new() { ExpiringLead = Duration.FromDays(1) });
        await GrantForTwoDaysAsync();
        await SpendAsync(10, "burn");
        _clock.Advance(Duration.FromDays(1));
        (await ToldAsync()).Should().BeEmpty("nothing remains of it");
        (await Admin.RefundAsync(Acme, "burn", "failed run", Actor.System, cancellationToken: Cancellation)).GetValueOrThrow();
        (await ToldAsync()).Should().BeEmpty("it was looked at");

        await AlertAsync(new() { ExpiringLead = Duration.FromHours(12) });
        _clock.Advance(Duration.FromHours(12));
        (await ToldAsync()).Should().Equal(NoticeKind.CreditsExpiring);

        await AlertAsync(new() { ExpiringLead = Duration.FromHours(6) });
        _clock.Advance(Duration.FromHours(6));
        (await ToldAsync()).Should().Equal([NoticeKind.CreditsExpiring], "it comes once for each grant");
    }

    /// <summary>Lets one thing happen, and nothing else that would be told.</summary>
    private Task CauseAsync(NoticeKind kind) => kind switch
    {
        NoticeKind.SoftLimitReached => InTurnAsync(
            () => SetLimitAsync(new("org") { Soft = [50] }),
            () => SpendAsync(50)),
        NoticeKind.HardLimitReached => InTurnAsync(() => LimitAsync(20), () => SpendAsync(20)),
        NoticeKind.CreditsExhausted => SpendAsync(100),
        NoticeKind.CreditsInsufficient => RefusedAsync(101),
        NoticeKind.LowBalance => InTurnAsync(() => AlertAsync(new() { LowBalance = [10] }), () => SpendAsync(91)),
        NoticeKind.CreditsExpiring => InTurnAsync(
            () => AlertAsync(new() { ExpiringLead = Duration.FromDays(1) }),
            GrantForTwoDaysAsync,
            () => PassAsync(Duration.FromDays(1))),
        NoticeKind.ReservationExpired => InTurnAsync(ReserveAsync, () => PassAsync(Duration.FromHours(1))),
        NoticeKind.PlanReset => PassAsync(Instant.FromUtc(2026, 2, 1, 0, 0) - _clock.GetCurrentInstant()),
        _ => throw new InvalidOperationException($"Nothing causes {kind} here."),
    };

    private static async Task InTurnAsync(params Func<Task>[] steps)
    {
        foreach (Func<Task> step in steps)
        {
            await step();
        }
    }

    private async Task<IEnumerable<NoticeKind>> ToldAsync()
    {
        ICreditsMaintenance maintenance = _provider.GetRequiredService<ICreditsMaintenance>();
        await maintenance.AdvanceDueAsync(Cancellation);
        await maintenance.DeliverNoticesAsync(Cancellation);
        return _told.Notices.Select(n => n.Kind);
    }

    private Task PassAsync(Duration time)
    {
        _clock.Advance(time);
        return Task.CompletedTask;
    }

    private async Task OpenAsync() => (await Admin.OpenWalletAsync(Acme, Actor.System, "pro", cancellationToken: Cancellation)).GetValueOrThrow();

    private Task LimitAsync(CreditAmount hard, LimitWindow window = LimitWindow.Day) => SetLimitAsync(new("org") { Window = window, Hard = hard });

    private async Task SetLimitAsync(LimitPolicy policy) =>
        (await Admin.SetLimitsAsync(Acme, [policy], Actor.System, cancellationToken: Cancellation)).GetValueOrThrow();

    private async Task AlertAsync(AlertSettings alerts) =>
        (await Admin.SetAlertsAsync(Acme, alerts, Actor.System, cancellationToken: Cancellation)).GetValueOrThrow();

    private async Task PurchaseAsync(CreditAmount amount) =>
        (await Admin.PurchaseAsync(Acme, new(amount), Actor.System, cancellationToken: Cancellation)).GetValueOrThrow();

    private async Task GrantForTwoDaysAsync() =>
        (await Admin.GrantAsync(
            Acme,
            new(10, GrantKind.Promotional) { ExpiresAt = _clock.GetCurrentInstant() + Duration.FromDays(2) },
            Actor.System,
            cancellationToken: Cancellation)).GetValueOrThrow();

    private async Task ReserveAsync() =>
        (await Credits.ReserveAsync(Acme, "chat", Ada, 5, timeToLive: Duration.FromHours(1), cancellationToken: Cancellation)).GetValueOrThrow();

    private async Task SpendAsync(decimal quantity, string? operation = null) =>
        (await Credits.ConsumeAsync(Acme, "chat", Ada, quantity, operation: operation, cancellationToken: Cancellation)).GetValueOrThrow();

    private async Task RefusedAsync(decimal quantity) =>
        (await Credits.ConsumeAsync(Acme, "chat", Ada, quantity, cancellationToken: Cancellation)).IsAccepted.Should().BeFalse();
}
