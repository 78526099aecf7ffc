using Credits.Domain;
using Credits.Journal;
using NodaTime;

namespace Credits.Tests.Domain.Journal;

/// <summary>Commands of all kinds, many of which are refused.</summary>
internal static class RandomCommands
{
    private static readonly string?[] Users = [null, "u1", LimitPolicy.Each];

    public static Duration Wait(Random random) => random.Next(40) switch
    {
        0 => Duration.FromDays(random.Next(1, 40)),
        1 or 2 => Duration.FromHours(random.Next(1, 80)),
        < 8 => Duration.Zero,
        _ => Duration.FromTicks(10L * random.Next(1, 2_000_000_000)),
    };

    public static Command Next(Random random, ScriptedWallet wallet)
    {
        Actor member = random.Next(2) == 0 ? ScriptedWallet.Ada : ScriptedWallet.Bob;
        Actor admin = ScriptedWallet.Grace;
        string made = random.Next(10) == 0 ? $"r{random.Next(12)}" : $"r{wallet.Entries.Count}";
        string reservation = random.Next(10) == 0 ? made : Any(random, wallet.Wallet.Reservations.Select(r => r.Id));
        string? plan = random.GetItems(["free", "pro", "max", "weekly", "daily"], 1)[0];
        (string feature, Quantity? quantity) = Usage(random);
        return random.Next(32) switch
        {
            < 5 => new Consume(member, feature, quantity, random.Next(4) == 0),
            < 10 => new Reserve(member, feature, quantity, random.Next(3) == 0 ? null : made, random.Next(3) == 0 ? null : Duration.FromTicks(10L * random.NextInt64(1, 400_000_000_000))),
            < 13 => new Capture(member, reservation, random.Next(3) == 0 ? null : random.Next(0, 60), random.Next(2) == 0),
            13 => new Release(member, reservation),
            14 => new Extend(member, reservation, Duration.FromHours(random.Next(1, 100))),
            15 or 16 => new Refund(admin, Any(random, wallet.Entries.SelectMany(Refundable)), random.Next(2) == 0 ? null : random.Next(1, 30), "why"),
            17 or 18 or 19 => Grant(random, admin, wallet.Now),
            20 => new VoidGrant(admin, Any(random, wallet.Wallet.Lots.Select(l => l.Id)), random.Next(2) == 0 ? null : random.Next(1, 200), "why"),
            21 or 22 => new ChangePlan(admin, plan, random.GetItems(Enum.GetValues<PlanChangeTiming>(), 1)[0]),
            23 => new CancelPlan(admin, random.GetItems(Enum.GetValues<PlanCancelTiming>(), 1)[0]),
            24 => new SetLimits(admin, [.. Enumerable.Range(0, random.Next(4)).Select(i => Policy(random, i))]),
            25 or 26 => TopUp(random, admin),
            27 => new ResumeTopUp(admin),
            28 or 29 => new CompleteTopUp(admin, Attempt(random, wallet), random.Next(2) == 0 ? null : "payment"),
            30 => new FailTopUp(admin, Attempt(random, wallet), random.Next(2) == 0 ? null : "declined"),
            _ => new SetAlerts(admin, new()
            {
                LowBalance = random.Next(2) == 0 ? [] : [random.Next(1, 1_000), LimitThreshold.Percent(random.Next(1, 100))],
                ExpiringLead = random.Next(4) == 0 ? null : Duration.FromHours(random.Next(1, 300)),
            }),
        };
    }

    private static SetTopUp TopUp(Random random, Actor admin)
    {
        CreditAmount below = random.Next(1, 3_000);
        TopUpSettings settings = random.Next(2) == 0 ? TopUpSettings.Buy(random.Next(1, 3_000), below) : TopUpSettings.BuyUpTo(below + 500, below);
        return new(admin, random.Next(6) == 0 ? null : settings with
        {
            MaxPerDay = random.Next(1, 4),
            MaxCreditsPerMonth = random.Next(2) == 0 ? null : random.Next(3_500, 9_000),
            CoolDown = Duration.FromMinutes(random.Next(0, 90)),
            MaxFailures = random.Next(1, 4),
        });
    }

    private static string Attempt(Random random, ScriptedWallet wallet) => wallet.Wallet.TopUps?.InFlight is { } flight && random.Next(4) > 0
        ? flight.Id
        : Any(random, wallet.Entries.SelectMany(e => e.Events).OfType<TopUpEvent>().Select(e => e.Attempt));

    private static IEnumerable<string> Refundable(JournalEntry entry) => entry.Events
        .Select(e => e is Consumed ? entry.Operation : (e as ReservationSettled)?.Charge.Id).OfType<string>();

    private static string Any(Random random, IEnumerable<string> ids)
    {
        string[] all = [.. ids];
        return all.Length == 0 ? "none" : all[random.Next(all.Length)];
    }

    private static (string Feature, Quantity? Quantity) Usage(Random random) => random.Next(5) switch
    {
        0 => ("chat", Quantity.Of(("inputTokens", random.Next(1, 100_000)), ("outputTokens", random.Next(1, 100_000)))),
        1 => ("visual", random.Next(1, 15)),
        2 => ("own", random.Next(1, 50) / 4m),
        3 => ("gratis", 1),
        _ => ("test-cases", random.Next(3) == 0 ? null : random.Next(1, 60)),
    };

    private static IssueGrant Grant(Random random, Actor admin, Instant now)
    {
        Instant? effective = random.Next(3) switch
        {
            0 => now + Duration.FromHours(random.Next(1, 400)),
            1 => now - Duration.FromHours(random.Next(1, 400)),
            _ => null,
        };
        Instant? expires = random.Next(2) == 0 ? null : Instant.Max(now, effective ?? now) + Duration.FromHours(random.Next(1, 900));
        return new(
            admin,
            random.GetItems([GrantKind.Purchased, GrantKind.Promotional, GrantKind.Complimentary, GrantKind.Adjustment], 1)[0],
            random.Next(1, 500),
            random.Next(2) == 0 ? null : $"g{random.Next(20)}",
            random.Next(3) == 0 ? random.Next(256) : 100,
            effective,
            expires,
            random.Next(2) == 0 ? null : "note");
    }

    private static LimitPolicy Policy(Random random, int number) => new($"p{number}")
    {
        User = random.GetItems(Users, 1)[0],
        Feature = random.GetItems([null, "test-cases", LimitPolicy.Each], 1)[0],
        Window = random.GetItems(Enum.GetValues<LimitWindow>(), 1)[0],
        Soft = [random.Next(1, 400), LimitThreshold.Percent(random.Next(1, 50))],
        Hard = random.Next(2) == 0 ? null : random.Next(500, 5_000),
        PurchasesRaise = random.GetItems(new bool?[] { null, true, false }, 1)[0],
    };
}
