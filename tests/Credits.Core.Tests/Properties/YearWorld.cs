using Credits.DependencyInjection;
using Credits.Journal;
using Credits.Notifications;
using Credits.Storage;
using Credits.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Credits.Tests.Properties;

/// <summary>
/// Wallets of every kind of period over the year 2028, which has a 29 February. The commands come from a seed; who sweeps, and when, does not
/// matter to them.
/// </summary>
internal sealed class YearWorld : IAsyncDisposable
{
    /// <summary>Midnight is skipped or doubled in some of them, one shifts by half an hour, two are south of the equator.</summary>
    public static readonly string[] Zones =
        ["Europe/Berlin", "America/New_York", "Africa/Cairo", "Asia/Beirut", "America/Santiago", "Australia/Sydney", "Australia/Lord_Howe", "Asia/Kathmandu"];

    public static readonly string[] Plans = ["month", "anniversary", "week", "year", "day"];

    public static readonly Instant End = Instant.FromUtc(2029, 1, 3, 12, 0);

    private static readonly Instant Begin = Instant.FromUtc(2027, 12, 30, 0, 0);
    private static readonly Actor[] Users = [Actor.Member("u1", "Ada"), Actor.Member("u2", "Linus")];

    private readonly ManualClock _clock = new(Begin);
    private readonly IStore _store;
    private readonly ServiceProvider[] _processes;
    private readonly Dictionary<WalletId, string> _reservations = [];

    /// <summary>Processes over stores, each its own: the same store twice, or two on one file.</summary>
    public YearWorld(params IStore[] stores)
    {
        _store = stores[0];
        _processes = [.. stores.Select(Process)];
    }

    /// <summary>What was delivered, by any process.</summary>
    public RecordingNotifier Delivered { get; } = new();

    /// <summary>How often a process found wallets due.</summary>
    public int[] SweptBy { get; } = new int[2];

    public static WalletId Wallet(string zone, string plan) => $"{zone.Replace('/', '-')}.{plan}";

    /// <summary>Plays the year for some plans, and sweeps at the end; and, where <paramref name="sweeps"/> is given, at random times before.</summary>
    public async Task PlayAsync(int seed, string[] plans, int commandsEach, Random? sweeps = null)
    {
        Random random = new(seed);
        List<(Instant At, Func<ServiceProvider, Task> Command)> year = [];
        foreach (string zone in Zones)
        {
            foreach (string plan in plans)
            {
                Plan(year, random, zone, plan, commandsEach);
            }
        }

        if (sweeps is not null)
        {
            for (int i = 0; i < 250; i++)
            {
                Instant at = Begin + Duration.FromMinutes(sweeps.Next((int)(End - Begin).TotalMinutes));
                year.Add((at, _ => SweepAsync(sweeps)));
            }
        }

        foreach ((Instant at, Func<ServiceProvider, Task> command) in year.OrderBy(c => c.At))
        {
            _clock.Set(at);
            await command(_processes[sweeps?.Next(_processes.Length) ?? 0]);
        }

        _clock.Set(End);
        await Maintenance(_processes[0]).AdvanceDueAsync();
        await Maintenance(_processes[^1]).DeliverNoticesAsync();
    }

    /// <summary>Rows and notices of a wallet, in words.</summary>
    public async Task<(List<string> Rows, List<Notice> Notices)> ReadAsync(WalletId wallet)
    {
        List<string> rows = [];
        List<Notice> notices = [];
        await foreach (JournalEntry entry in _store.ReadAsync(wallet, JournalRange.All, default))
        {
            rows.AddRange(entry.Transactions.Select(t => $"{t} [{string.Join(", ", t.Allocations)}]"));
            notices.AddRange(entry.Notices);
        }

        return (rows, notices);
    }

    public async Task<VerificationReport> VerifyAsync(WalletId wallet) =>
        (await _processes[0].GetRequiredService<ICreditsAdmin>().VerifyAsync(wallet, Actor.System)).GetValueOrThrow();

    public async ValueTask DisposeAsync()
    {
        foreach (ServiceProvider process in _processes)
        {
            await process.DisposeAsync();
        }
    }

    private static ICreditsMaintenance Maintenance(ServiceProvider process) => process.GetRequiredService<ICreditsMaintenance>();

    /// <summary>One wallet's year: all is drawn now, so that it is the same whoever sweeps.</summary>
    private void Plan(List<(Instant At, Func<ServiceProvider, Task> Command)> year, Random random, string zone, string plan, int commands)
    {
        WalletId wallet = Wallet(zone, plan);

        // Opened at local noon of 31 December, 31 January or 29 February: anchors that not every month has.
        LocalDate opened = plan == "day" ? new(2027, 12, 31) : random.Next(3) switch { 0 => new(2027, 12, 31), 1 => new(2028, 1, 31), _ => new(2028, 2, 29) };
        Instant open = opened.At(LocalTime.Noon).InZoneLeniently(DateTimeZoneProviders.Tzdb[zone]).ToInstant();
        year.Add((open, async process =>
        {
            ICreditsAdmin admin = process.GetRequiredService<ICreditsAdmin>();
            (await admin.OpenWalletAsync(wallet, Actor.System, plan, zone, "open")).GetValueOrThrow();
            (await admin.SetAlertsAsync(wallet, new() { LowBalance = [40], ExpiringLead = Duration.FromHours(36) }, Actor.System, "alerts")).GetValueOrThrow();
            (await admin.SetLimitsAsync(wallet, [new("all") { Window = LimitWindow.Period, Soft = [50], Hard = 300 }], Actor.System, "limits")).GetValueOrThrow();
        }));
        for (int i = 0; i < commands; i++)
        {
            Instant at = open + Duration.FromSeconds(random.Next(60, (int)(End - open).TotalSeconds));
            (int kind, int amount, int hours, string operation) = (random.Next(10), random.Next(1, 90), random.Next(1, 168), $"o{i}");
            Actor user = Users[random.Next(Users.Length)];
            year.Add((at, process => ActAsync(process, wallet, kind, amount, hours, user, operation)));
        }
    }

    /// <summary>A command that may be refused: refusals notify, too.</summary>
    private async Task ActAsync(ServiceProvider process, WalletId wallet, int kind, int amount, int hours, Actor user, string operation)
    {
        ICredits credits = process.GetRequiredService<ICredits>();
        ICreditsAdmin admin = process.GetRequiredService<ICreditsAdmin>();
        Instant now = _clock.GetCurrentInstant();
        switch (kind)
        {
            case 0 or 1 or 2:
                await credits.ConsumeAsync(wallet, "unit", user, amount, operation: operation);
                break;
            case 3 or 4:
                await credits.ReserveAsync(wallet, "unit", user, amount, timeToLive: Duration.FromHours(hours), operation: operation);
                _reservations[wallet] = operation;
                break;
            case 5:
                await credits.CaptureAsync(wallet, _reservations.GetValueOrDefault(wallet, "none"), user, amount, operation: operation);
                break;
            case 6:
                await admin.GrantAsync(
                    wallet,
                    new(amount, GrantKind.Promotional) { Priority = 90, EffectiveAt = now + Duration.FromHours(hours), ExpiresAt = now + Duration.FromHours(hours * 4) },
                    Actor.System,
                    operation);
                break;
            case 7:
                await admin.PurchaseAsync(wallet, new(amount) { ExpiresAt = now + Duration.FromHours(hours * 10) }, Actor.System, operation);
                break;
            case 8 when hours < 40 && !wallet.Value.EndsWith(".day", StringComparison.Ordinal):
                await admin.ChangePlanAsync(wallet, Plans[amount % 4], Actor.System, (PlanChangeTiming)(amount % 3), operation);
                break;
            default:
                await admin.GetBalanceAsync(wallet, Actor.System);
                break;
        }
    }

    private async Task SweepAsync(Random random)
    {
        int process = random.Next(_processes.Length);
        if (random.Next(4) == 0)
        {
            // Both at once.
            int[] both = await Task.WhenAll(_processes.Select(p => Task.Run(() => Maintenance(p).AdvanceDueAsync().AsTask())));
            Count(0, both[0]);
            Count(1, both[1]);
        }
        else
        {
            Count(process, await Maintenance(_processes[process]).AdvanceDueAsync());
        }

        if (random.Next(3) == 0)
        {
            await Maintenance(_processes[process]).DeliverNoticesAsync();
        }
    }

    private void Count(int process, int advanced) => SweptBy[process] += advanced > 0 ? 1 : 0;

    private ServiceProvider Process(IStore store) => new ServiceCollection()
        .AddCredits(o => o.RunMaintenance = false)
        .AddPlan("month", p => p.Allowance(100).RollOver(60, 2))
        .AddPlan("anniversary", p => p.Allowance(110).EveryAnniversaryMonth().RollOver(40).Welcome(20))
        .AddPlan("week", p => p.Allowance(30).EveryWeek().RollOver(25, 3))
        .AddPlan("year", p => p.Allowance(900).EveryYear().RollOver(500))
        .AddPlan("day", p => p.Allowance(5).EveryDay().RollOver(12, 4))
        .AddFeature("unit", f => f.PerUnit(1).ChargeOverage())
        .UseClock(_clock)
        .UseStore(_ => new Unowned(store))
        .AddNotifier(_ => Delivered, "mail")
        .Services.BuildServiceProvider();

    private sealed class Unowned(IStore inner) : DelegatingStore(inner);
}
