using Credits.DependencyInjection;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Credits.Sqlite.Tests.Views;

/// <summary>Wallets in which everything happens, at random and again and again. What is refused is part of life.</summary>
internal static class EventfulLife
{
    public static CreditsHost Host(string connectionString, int snapshotEvery) => new(
        connectionString,
        static o => o.Synchronous = SqliteSynchronous.Normal,
        static builder => builder
            .AddPlan("free", static p => p.Welcome(20))
            .AddPlan("pro", static p => p.Allowance(50).EveryCalendarMonth().RollOver(30))
            .AddPlan("team", static p => p.Allowance(200).EveryWeek())
            .AddFeature("reports", static f => f.PerUnit(1.25m).ChargeOverage())
            .AddFeature("tokens", static f => f.PerDimension(("input", 0.5m), ("output", 1.5m)))
            .ReissueReturns(Duration.FromDays(7)),
        snapshotEvery);

    public static async Task LiveAsync(CreditsHost host, WalletId wallet, int seed, int steps)
    {
        Random random = new(seed);
        Actor boss = Actor.Admin("boss", "The „Boss“ 🗂");
        List<string> reservations = [];
        List<string> debits = [];
        List<string> grants = [];
        await host.Admin.OpenWalletAsync(wallet, boss, random.Next(3) == 0 ? null : "pro", "Europe/Berlin");
        await host.Admin.PurchaseAsync(wallet, new(100), boss);
        for (int i = 0; i < steps; i++)
        {
            host.Clock.Advance(Duration.FromMinutes(random.Next(1, random.Next(10) == 0 ? 20_000 : 200)));
            string operation = $"step-{i}";
            Actor user = Actor.Member($"user-{random.Next(4)}", random.Next(2) == 0 ? null : "Jörg \"Q\" \\ 中文");
            string feature = random.Next(2) == 0 ? CreditsHost.Feature : "reports";
            switch (random.Next(17))
            {
                case 0 or 1 or 2:
                    await host.Credits.ConsumeAsync(wallet, feature, user, random.Next(1, 12), operation: operation);
                    debits.Add(operation);
                    break;
                case 3:
                    await host.Credits.ConsumeAsync(wallet, "tokens", user, Quantity.Of(("input", 1.5m), ("output", 2)), allowPartial: true, operation: operation);
                    break;
                case 4 or 5 or 6:
                    string? name = random.Next(2) == 0 ? null : $"held-{i}";
                    if ((await host.Credits.ReserveAsync(wallet, feature, user, random.Next(1, 20), name, Duration.FromHours(random.Next(1, 90)), operation)).TryGetValue(out CreditReservation? made))
                    {
                        made.Detach();
                    }

                    reservations.Add(name ?? operation);
                    break;
                case 7 or 8 when reservations.Count > 0:
                    Quantity? captured = random.Next(3) == 0 ? null : random.Next(0, 30);
                    await host.Credits.CaptureAsync(wallet, Pick(reservations), user, captured, allowPartial: random.Next(2) == 0, operation: operation);
                    break;
                case 9 when reservations.Count > 0:
                    await host.Credits.ReleaseAsync(wallet, Pick(reservations), user, operation);
                    break;
                case 10 when reservations.Count > 0:
                    await host.Credits.ExtendAsync(wallet, Pick(reservations), Duration.FromHours(random.Next(1, 90)), user, operation);
                    break;
                case 11:
                    string target = random.Next(2) == 0 && reservations.Count > 0 ? Pick(reservations) : debits.Count > 0 ? Pick(debits) : "none";
                    await host.Admin.RefundAsync(wallet, target, "asked for", boss, random.Next(2) == 0 ? null : random.Next(1, 5), operation);
                    break;
                case 12 or 13:
                    Instant now = host.Clock.GetCurrentInstant();
                    GrantRequest request = new(random.Next(1, 60) / 4m, random.Next(2) == 0 ? GrantKind.Promotional : GrantKind.Complimentary)
                    {
                        EffectiveAt = random.Next(3) == 0 ? now + Duration.FromHours(random.Next(1, 100)) : null,
                        ExpiresAt = random.Next(2) == 0 ? now + Duration.FromHours(random.Next(101, 400)) : null,
                        Priority = random.Next(0, 256),
                        Note = random.Next(2) == 0 ? null : "a \"note\"\n中",
                    };
                    await host.Admin.GrantAsync(wallet, request, boss, operation);
                    grants.Add(operation);
                    break;
                case 14 when grants.Count > 0:
                    await host.Admin.VoidAsync(wallet, Pick(grants), "a mistake", boss, random.Next(2) == 0 ? null : 1, operation);
                    break;
                case 15:
                    await host.Admin.ChangePlanAsync(
                        wallet, new[] { "free", "pro", "team" }[random.Next(3)], boss, random.Next(2) == 0 ? PlanChangeTiming.Now : PlanChangeTiming.Auto, operation);
                    break;
                case 16 when random.Next(3) == 0:
                    await host.Admin.CancelPlanAsync(wallet, boss, random.Next(2) == 0 ? PlanCancelTiming.Now : PlanCancelTiming.PeriodEnd, operation);
                    break;
            }

            string Pick(List<string> names) => names[random.Next(Math.Max(0, names.Count - 8), names.Count)];
        }
    }
}
