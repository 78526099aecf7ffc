using Credits.DependencyInjection;
using Credits.Notifications;
using Credits.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Credits.Notifiers.Tests;

/// <summary>The QuickStart's organisation in virtual time, as far as it has notices: limits, running out, and credits that are about to expire.</summary>
internal sealed class Story : IAsyncDisposable
{
    private static readonly Actor Bob = Actor.Member("u2", "Bob");
    private static readonly Actor Grace = Actor.Admin("boss", "Grace");

    private readonly ManualClock _clock = new(Instant.FromUtc(2026, 1, 5, 9, 0));
    private readonly ServiceProvider _services;
    private readonly ICredits _credits;
    private readonly ICreditsAdmin _admin;

    public Story(Action<CreditsBuilder> add, string? database = null)
    {
        ServiceCollection services = new();
        services.AddLogging();
        CreditsBuilder builder = services.AddCredits()
            .AddPlan("pro", p => p.Welcome(1_000).Allowance(5_000).EveryCalendarMonth())
            .AddFeature("test-cases", f => f.DisplayName("Test cases").PerUnit(10))
            .AddNotifier(_ => Told)
            .UseNoticeDirectory<KnownUsers>()
            .UseClock(_clock);
        _ = database is null ? builder.UseInMemory() : builder.UseSqlite($"Data Source={database}");
        add(builder);
        _services = services.BuildServiceProvider();
        _credits = _services.GetRequiredService<ICredits>();
        _admin = _services.GetRequiredService<ICreditsAdmin>();
    }

    /// <summary>What the pump delivered to a notifier that never fails.</summary>
    public RecordingNotifier Told { get; } = new();

    /// <summary>Six notices: soft and hard limit, exhausted, insufficient, a grant about to expire, and the new month's reset.</summary>
    public async Task TellAsync(WalletId wallet)
    {
        await _admin.OpenWalletAsync(wallet, Grace, "pro", zone: "Europe/Berlin");
        LimitPolicy limit = new("monthly") { Soft = [LimitThreshold.Percent(80)], Hard = LimitThreshold.Percent(90) };
        (await _admin.SetLimitsAsync(wallet, [limit], Grace)).GetValueOrThrow();
        await GenerateAsync(wallet, 402);
        await GenerateAsync(wallet, 48);
        (await _admin.SetLimitsAsync(wallet, [], Grace)).GetValueOrThrow();
        await GenerateAsync(wallet, 150);
        (await _credits.ConsumeAsync(wallet, "test-cases", Bob, 1)).Refusal.Should().BeOfType<InsufficientCreditsRefusal>();
        (await _admin.SetAlertsAsync(wallet, new AlertSettings { ExpiringLead = Duration.FromDays(3) }, Grace)).GetValueOrThrow();
        (await _admin.PurchaseAsync(wallet, new(1_250.5m) { ExpiresAt = Instant.FromUtc(2026, 2, 20, 23, 0) }, Grace)).GetValueOrThrow();
    }

    /// <summary>The day on which the purchased credits are about to expire has come.</summary>
    public async Task PassTimeAsync()
    {
        _clock.Set(Instant.FromUtc(2026, 2, 18, 0, 0));
        await _services.GetRequiredService<ICreditsMaintenance>().AdvanceDueAsync();
    }

    /// <summary>Delivers what waits.</summary>
    public async Task DeliverAsync() => await _services.GetRequiredService<ICreditsMaintenance>().DeliverNoticesAsync();

    /// <summary>Time goes on, so that what failed comes again.</summary>
    public void Wait() => _clock.Advance(Duration.FromHours(1));

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task GenerateAsync(WalletId wallet, int produced)
    {
        await using CreditReservation reservation = (await _credits.ReserveAsync(wallet, "test-cases", Bob, produced)).GetValueOrThrow();
        (await reservation.CaptureAsync(produced)).GetValueOrThrow();
        _clock.Advance(Duration.FromMinutes(2));
    }
}
