using Credits.Domain;
using Credits.Engine;
using Credits.Journal;
using Credits.Pricing;
using Credits.Storage;
using Credits.Testing;
using NodaTime;

namespace Credits.Tests.Properties;

/// <summary>A wallet that random steps are played on, and what must hold after each of them.</summary>
internal sealed class RandomWorld
{
    private static readonly WalletId Wallet = "acme";
    private static readonly string[] Plans = ["free", "pro", "year", "week", "anniversary"];
    private static readonly Actor[] Users = [Actor.Member("u1", "Ada"), Actor.Member("u2", "Linus"), Actor.Admin("boss", "Grace")];
    private static readonly Actor Boss = Users[2];

    private readonly ManualClock _clock = new(Instant.FromUtc(2026, 1, 30, 22, 0));
    private readonly InMemoryStore _store = new();
    private readonly CreditsClient _client;
    private readonly CreditsAdmin _admin;
    private readonly LaneCache _lanes;
    private readonly List<string> _reservations = [];
    private readonly List<string> _targets = [];
    private readonly List<string> _grants = [];
    private readonly Dictionary<string, RefusalCode> _resolved = [];
    private readonly List<(Func<ValueTask<(bool Replayed, string Answer)>> Again, string Answer)> _accepted = [];
    private int _operations;

    public RandomWorld(bool reissues, string zone)
    {
        CreditCatalog catalog = new(
            [
                new CreditPlan("free") { Welcome = 100 },
                new CreditPlan("pro") { Allowance = 300, Rollover = new(120, 2) },
                new CreditPlan("year") { Allowance = 1_000, Period = PlanPeriod.Year },
                new CreditPlan("week") { Allowance = 80.5m, Period = PlanPeriod.Week, Welcome = 50, Rollover = new(30) },
                new CreditPlan("anniversary") { Allowance = 250, Period = PlanPeriod.AnniversaryMonth },
            ],
            [
                new CreditFeature("cases", new UnitPrice(10)) { DefaultQuantity = 2 },
                new CreditFeature("free", new UnitPrice(0)),
                new CreditFeature("visual", new TieredPrice([new(1, 2), new(3, 5.25m), new(null, 8)])),
                new CreditFeature("chat", new RatesPrice([new("in", 0.001m), new("out", 0.0037m)])) { Overage = OverageMode.Charge },
            ],
            reissues ? Duration.FromDays(3) : null);
        _lanes = new(new(_store, catalog, _clock, new() { SnapshotEvery = 40 }, []));
        UsageReader usage = new(_lanes);
        _client = new(_lanes, usage);
        _admin = new(_lanes, usage, new(_lanes), new(_lanes), new(_lanes), new(_lanes, new(_store, new())));
        Zone = zone;
    }

    public string Zone { get; }

    /// <summary>Plays a script; where <paramref name="sweeps"/> is given, everything due is recorded at instants in between, too.</summary>
    public async Task PlayAsync(Step[] script, Random? sweeps = null)
    {
        await _admin.OpenWalletAsync(Wallet, Boss, Plans[script.Length % Plans.Length], Zone, "open");
        foreach (Step step in script)
        {
            await PassAsync(Duration.FromMinutes(step.Minutes) + Duration.FromMilliseconds(step.First), sweeps);
            await PlayAsync(step);
        }

        await PassAsync(Duration.FromDays(500), sweeps);
        await _lanes.ReadAsync(Wallet, Boss, (_, _) => true, administers: true, default);
    }

    public async Task<List<Transaction>> RowsAsync()
    {
        List<Transaction> rows = [];
        await foreach (JournalEntry entry in _store.ReadAsync(Wallet, JournalRange.All, default))
        {
            rows.AddRange(entry.Transactions);
        }

        return rows;
    }

    public async Task<VerificationReport> VerifyAsync() => (await _admin.VerifyAsync(Wallet, Boss)).GetValueOrThrow();

    public async Task<IReadOnlyList<CreditGrant>> GrantsAsync() => (await _admin.GetGrantsAsync(Wallet, Boss)).GetValueOrThrow();

    private async Task PassAsync(Duration time, Random? sweeps)
    {
        Instant until = _clock.GetCurrentInstant() + time;
        for (int i = sweeps?.Next(3) ?? 0; i > 0; i--)
        {
            Instant now = _clock.GetCurrentInstant();
            _clock.Set(now + Duration.FromTicks((long)((until - now).TotalTicks * sweeps!.NextDouble())));
            await _lanes.ReadAsync(Wallet, Actor.System, (_, _) => true, administers: true, default);
        }

        _clock.Set(until);
    }

    private Task PlayAsync(Step step)
    {
        string operation = $"o{++_operations}";
        Actor user = Users[step.Second % Users.Length];
        int first = step.First;
        return (step.Kind % 20) switch
        {
            0 or 1 or 2 => ConsumeAsync(operation, user, first),
            3 or 4 or 5 => ReserveAsync(operation, user, step),
            6 or 7 or 8 => ResolveAsync(Pick(_reservations, first), id => TryAsync(() => _client.CaptureAsync(
                Wallet, id, user, step.Second % 4 == 0 ? null : Quantities(step.Second), step.Minutes % 3 == 0, operation))),
            9 => ResolveAsync(Pick(_reservations, first), id => TryAsync(() => _client.ReleaseAsync(Wallet, id, user, operation))),
            10 => ResolveAsync(Pick(_reservations, first), id => TryAsync(() => _client.ExtendAsync(Wallet, id, Duration.FromMinutes((step.Minutes % 9_000) + 1), user, operation))),
            11 => ForAsync(Pick(_targets, first), id => TryAsync(() => _admin.RefundAsync(Wallet, id, "because", Boss, step.Second % 3 == 0 ? null : (CreditAmount)(step.Second + 1), operation))),
            12 => GrantAsync(operation, step),
            13 => TryAsync(() => _admin.PurchaseAsync(Wallet, new(step.First + 1) { Priority = step.Second }, Boss, operation)),
            14 => ForAsync(Pick(_grants, first), id => TryAsync(() => _admin.VoidAsync(Wallet, id, "because", Boss, step.Second % 3 == 0 ? null : (CreditAmount)(step.Second + 1), operation))),
            15 => TryAsync(() => _admin.ChangePlanAsync(Wallet, Plans[first % Plans.Length], Boss, (PlanChangeTiming)(step.Second % 3), operation)),
            16 => TryAsync(() => _admin.CancelPlanAsync(Wallet, Boss, (PlanCancelTiming)(step.Second % 2), operation)),
            17 => TryAsync(() => _admin.SetLimitsAsync(Wallet, Limits(step), Boss, operation)),
            18 => TryAsync(() => _admin.SetAlertsAsync(Wallet, new() { LowBalance = [step.First + 1, LimitThreshold.Percent(20)], ExpiringLead = Duration.FromHours(step.Second + 1) }, Boss, operation)),
            _ => RepeatAsync(step),
        };
    }

    /// <summary>Fixes what was picked, so that a repetition asks for the same.</summary>
    private static Task<bool> ForAsync(string id, Func<string, Task<bool>> command) => command(id);

    private Task<bool> ConsumeAsync(string operation, Actor user, int choice)
    {
        _targets.Add(operation);
        return TryAsync(() => _client.ConsumeAsync(Wallet, Feature(choice), user, Quantities(choice), choice % 5 == 0, operation));
    }

    private async Task ReserveAsync(string operation, Actor user, Step step)
    {
        string reservation = step.Second % 2 == 0 ? operation : $"r{step.Second % 16}";
        Duration? timeToLive = step.First % 3 == 0 ? null : Duration.FromMinutes(1 + (step.Minutes % 9_000));
        bool accepted = await TryAsync(() => _client.ReserveAsync(Wallet, Feature(step.First), user, Quantities(step.First), reservation, timeToLive, operation));
        if (accepted)
        {
            _reservations.Add(reservation);
            _targets.Add(reservation);
        }
    }

    private async Task GrantAsync(string operation, Step step)
    {
        _grants.Add(operation);
        Instant now = _clock.GetCurrentInstant();
        Instant? effectiveAt = step.First % 3 == 0 ? now + Duration.FromHours(step.Second) : null;
        Instant? expiresAt = step.Second % 2 == 0 ? now + Duration.FromHours(step.Second + 2 + step.First) : null;
        await TryAsync(() => _admin.GrantAsync(
            Wallet, new(step.First + 1, GrantKind.Promotional) { Priority = step.Second, EffectiveAt = effectiveAt, ExpiresAt = expiresAt }, Boss, operation));
    }

    /// <summary>Once resolved, a reservation answers every later attempt with how it ended.</summary>
    private async Task ResolveAsync(string reservation, Func<string, Task<bool>> attempt)
    {
        bool accepted = await attempt(reservation);
        if (accepted && _resolved.TryGetValue(reservation, out RefusalCode before))
        {
            throw new InvalidOperationException($"Reservation {reservation} moved again after {before}.");
        }

        if (_lastRefusal is RefusalCode.ReservationCaptured or RefusalCode.ReservationReleased or RefusalCode.ReservationExpired)
        {
            if (_resolved.TryGetValue(reservation, out RefusalCode known) && known != _lastRefusal)
            {
                throw new InvalidOperationException($"Reservation {reservation} ended as {known} and now says {_lastRefusal}.");
            }

            _resolved[reservation] = _lastRefusal.Value;
        }
    }

    private RefusalCode? _lastRefusal;

    private async Task<bool> TryAsync<T>(Func<ValueTask<CreditResult<T>>> command)
        where T : notnull
    {
        CreditResult<T> result = await command();
        _lastRefusal = result.Refusal?.Code;
        if (!result.IsAccepted)
        {
            return false;
        }

        _accepted.Add((
            async () =>
            {
                CreditResult<T> again = await command();
                return (again.IsReplayed, Say(again));
            },
            Say(result)));
        return true;
    }

    private async Task RepeatAsync(Step step)
    {
        if (_accepted.Count == 0)
        {
            return;
        }

        (Func<ValueTask<(bool Replayed, string Answer)>> again, string answer) = _accepted[((step.First * 256) + step.Second) % _accepted.Count];
        (bool replayed, string repeated) = await again();
        if (!replayed || repeated != answer)
        {
            throw new InvalidOperationException($"An accepted operation answered {answer}, and when repeated {repeated} (replayed: {replayed}).");
        }
    }

    private static string Say<T>(CreditResult<T> result)
        where T : notnull =>
        result.Refusal is { } refusal
            ? $"refused {refusal}"
            : $"{(result.Value is CreditReservation held ? $"{held.Id} {held.Amount} {held.ExpiresAt}" : result.Value)} {result.Operation} {result.Totals}";

    private static string Pick(List<string> ids, int choice) => ids.Count == 0 ? "none" : ids[^((choice % Math.Min(ids.Count, 12)) + 1)];

    private static string Feature(int choice) => (choice % 7) switch
    {
        0 => "free",
        1 or 2 => "visual",
        3 or 4 => "chat",
        _ => "cases",
    };

    private static Quantity Quantities(int choice) => (choice % 7) switch
    {
        3 or 4 => Quantity.Of(("in", (choice * 97m) + 1), ("out", choice * 53m)),
        _ => (choice % 4) + 1,
    };

    private static LimitPolicy[] Limits(Step step) =>
    [
        new LimitPolicy("all") { Window = (LimitWindow)(step.First % 5), Soft = [LimitThreshold.Percent(50), 40], Hard = 60 + (step.Second * 4) },
        new LimitPolicy("each") { User = LimitPolicy.Each, Window = (LimitWindow)(step.Second % 5), Soft = [30], Hard = LimitThreshold.Percent(90) },
        new LimitPolicy("chat") { Feature = "chat", Window = LimitWindow.Day, Hard = 35 },
    ];
}
