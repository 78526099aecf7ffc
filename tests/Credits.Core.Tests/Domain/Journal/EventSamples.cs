using Credits.Domain;
using Credits.Journal;
using Credits.Notifications;
using Credits.Pricing;
using NodaTime;

namespace Credits.Tests.Domain.Journal;

/// <summary>Every event and every notice, once with every field set, and once with all that can be left out left out.</summary>
internal static class EventSamples
{
    public static readonly Instant At = Instant.FromUtc(2026, 3, 14, 15, 9, 26).PlusTicks(5_358_970);

    private static readonly Instant Earlier = At - Duration.FromHours(30);
    private static readonly Instant Later = At + Duration.FromDays(30);
    private static readonly AllocationList One = [new("plan-0000000001", 50)];
    private static readonly AllocationList Two = [new("plan-0000000001", 30.5m), new("pack \"ü\" 🎉", 0.000001m)];
    private static readonly CreditAmount Both = 30.500001m;

    private static readonly GrantTerms Terms = new("g-7", GrantKind.Promotional, 7, Earlier, Later, "Spring\n\"sale\"");
    private static readonly GrantTerms BareTerms = new("op-1", GrantKind.Purchased, 100, At, null, null);

    private static readonly CreditPlan Plan = new("pro")
    {
        Allowance = 5_000,
        Period = PlanPeriod.AnniversaryMonth,
        Welcome = 1_000.5m,
        Rollover = new(2_500, 3),
    };

    private const string Attempt = "top-up-0123456789abcdef0123456789abcdef";

    private static readonly Charge Captured =
        new("res-1", ReservationOutcome.Captured, "u2", "test-cases", Earlier, Two, Earlier + Duration.FromMinutes(1), [new("pack", 4), new("other", 5)]);

    public static IEnumerable<JournalEvent[]> Full() =>
    [
        [new WalletOpened("Europe/Berlin")],
        [new PriceRecorded(new(3, "test-cases", new UnitPrice(10, 1), OverageMode.Charge))],
        [new PriceRecorded(new(4, "chat", new RatesPrice([new("inputTokens", 0.000001m), new("outputTokens", 2)], 0.5m), OverageMode.Refuse))],
        [new PriceRecorded(new(5, "visual", new TieredPrice([new(1.5m, 4), new(null, 8)], 1), OverageMode.Charge))],
        [new PriceRecorded(new(6, "visual", new TieredPrice([new(1, 4), new(7, 8)]), OverageMode.Refuse))],
        [new PriceRecorded(new(7, "own", new CustomPrice("v2", _ => 1, 2), OverageMode.Charge))],
        [new PlanStarted(new(Plan, new(2026, 1, 31), Earlier, Later, "plan-0000000001"), isNew: true)],
        [new PendingChangeSet(new(Plan), Later)],
        [new PendingChangeSet(new(null), Later)],
        [new PlanEnded("plan-0000000001")],
        [new GrantIssued(Terms, 100) { Replaces = "plan-0000000001", IsWelcome = true }],
        [new GrantScheduled(Terms with { EffectiveAt = Later, ExpiresAt = Later + Duration.FromDays(1) }, 12.5m)],
        [new GrantActivated("g-7", 12.5m, new("admin", "Grace", "op-9"), "a note")],
        [new GrantExpired("g-7", 3)],
        [new GrantVoided("g-7", 3, "wrong") { EndsGrant = true }],
        [new GrantVoided("g-7", 3, "wrong") { OfScheduled = true }],
        [new Consumed("u2", 3, "test-cases", 5, Both, Two) { Shortfall = 1 }],
        [new Consumed("u2", 3, "chat", Quantity.Of(("outputTokens", 3), ("inputTokens", 0.5m)), 50, One)],
        [new CreditsReserved("res-1", "u2", 3, "test-cases", 2.5m, Both, Two, Later)],
        [new ReservationExtended("res-1", Later)],
        [
            new ReservationSettled(Captured, 7, 8) { Quantity = 9 },
            new ReservationReturned("u2", "test-cases", "res-1", Earlier, byExpiry: false, [new("a", "b", 1), new("c", "c", 2)]),
            new OverageCharged("res-1", "u2", 3, "test-cases", 9, Both, Two),
        ],
        [new ReservationReturned("u3", "other", "res-2", Earlier, byExpiry: true, [new("a", "b", 1)])],
        [new OverageCharged("res-3", "u3", 3, "other", 9, 50, One)],
        [new ChargeRefunded(Captured, 6, "sorry", [new("pack", "pack", 4), new("other", "pack", 2)])],
        [new LimitsSet(
        [
            new LimitPolicy("all")
            {
                User = LimitPolicy.Each,
                Feature = "test-cases",
                Window = LimitWindow.Lifetime,
                Soft = [50, LimitThreshold.Percent(80.5m)],
                Hard = LimitThreshold.Percent(120),
                PurchasesRaise = false,
            },
            new LimitPolicy("less") { User = "u2", Feature = LimitPolicy.Each, Window = LimitWindow.Period, Hard = 0, PurchasesRaise = true },
        ])],
        [new AlertsSet(new() { LowBalance = [100, LimitThreshold.Percent(10)], ExpiringLead = Duration.FromDays(7) + Duration.FromTicks(10) })],
        [new ExpiringChecked("g-7")],
        [
            new TopUpSet(TopUpSettings.Buy(1_000, below: 200.5m) with
            {
                MaxPerDay = 4,
                MaxCreditsPerMonth = 9_000,
                CoolDown = Duration.FromTicks(10),
                MaxFailures = 2,
                AskAgainAfter = Duration.FromHours(2),
            }),
        ],
        [new TopUpStarted(Attempt, 1_000)],
        [new TopUpAsked()],
        [new TopUpCompleted(Attempt, 1_000), new GrantIssued(BareTerms with { Id = Attempt, Note = "pay-1" }, 1_000)],
        [new TopUpFailed(Attempt, 1_000, "card expired") { Suspends = true }],
        [new TopUpResumed()],
    ];

    public static IEnumerable<JournalEvent[]> Bare() =>
    [
        [],
        [new WalletOpened("UTC")],
        [new PriceRecorded(new(0, "test-cases", new UnitPrice(0), OverageMode.Refuse))],
        [new PriceRecorded(new(0, "own", new CustomPrice("v1", _ => 1), OverageMode.Refuse))],
        [new PlanStarted(new(new("free"), new(-44, 3, 15), At, Later, null), isNew: false)],
        [new PendingChangeSet(new(new("free")), At)],
        [new PendingChangeSet(null, At)],
        [new PlanEnded(null)],
        [new GrantIssued(BareTerms, 0)],
        [new GrantIssued(BareTerms with { ExpiresAt = Instant.MaxValue, EffectiveAt = Instant.MinValue }, CreditAmount.MaxValue)],
        [new GrantScheduled(BareTerms with { EffectiveAt = Later }, 1)],
        [new GrantActivated("g", 0, new("system", "System", null), null)],
        [new GrantExpired("g", 0)],
        [new GrantVoided("g", 0, null)],
        [new Consumed("u1", 0, "test-cases", 5, 50, One)],
        [new Consumed("u1", 0, "test-cases", 5, 0, [])],
        [new Consumed("u1", 0, "test-cases", Quantity.Of(), 0, [])],
        [new CreditsReserved("op-1", "u1", 0, "test-cases", 5, 50, One, Later)],
        [new CreditsReserved("op-1", "u1", 0, "test-cases", 5, 0, [], Later)],
        [new ReservationSettled(new("res-1", ReservationOutcome.Released, "u1", "test-cases", At, [], null, []), 0, 0)],
        [
            new ReservationSettled(new("res-1", ReservationOutcome.Captured, "u1", "test-cases", Earlier, One, null, []), 0, 0),
            new ReservationReturned("u1", "test-cases", "res-1", Earlier, byExpiry: false, [new("a", "a", 1)]),
            new OverageCharged("res-1", "u1", 0, "test-cases", null, 50, One),
        ],
        [new ChargeRefunded(new("op-0", null, "u1", "test-cases", Earlier, [], null, []), 0, "sorry", [new("a", "a", 1)])],
        [new LimitsSet([])],
        [new LimitsSet([new("none")])],
        [new AlertsSet(AlertSettings.Off)],
        [new TopUpSet(null)],
        [new TopUpSet(TopUpSettings.BuyUpTo(1_000, below: 0.000001m) with { CoolDown = Duration.Zero })],
        [new TopUpCompleted("op-1", 1_000)],
        [new TopUpFailed(Attempt, 1_000, null)],
    ];

    public static Notice[] Notices() =>
    [
        new LimitReached(1, "org", At, true, "p", "u2", "test-cases", 100, 101.5m, LimitWindow.Day, Earlier, Later),
        new LimitReached(2, "org", At, false, "p", null, null, 0, 0, LimitWindow.Lifetime, null, null),
        new LimitReached(3, "org", At, false, "p", null, null, 1, 1, LimitWindow.Month, Earlier, Later),
        new CreditsExhausted(4, "org", At),
        new CreditsExhausted(5, "org", Earlier),
        new CreditsInsufficient(6, "org", At, 0, 12),
        new CreditsInsufficient(7, "org", At, 5, 12),
        new LowBalance(8, "org", At, 100, 99),
        new CreditsExpiring(9, "org", At, "g-7", 12, Later),
        new ReservationExpired(10, "org", At, "res-1", 0),
        new ReservationExpired(11, "org", At, "res-1", 5),
        new PlanReset(long.MaxValue, "ürg:1", At, "pro"),
        new TopUpRequested(12, "org", At, Attempt, 1_000, At),
        new TopUpRequested(13, "org", At, Attempt, 1_000, Earlier),
        new TopUpSuspended(14, "org", At, Attempt, 3, "card expired"),
        new TopUpSuspended(15, "org", At, Attempt, 1, null),
    ];

    /// <summary>An entry of these events, its rows numbered from 41, with a balance that suits them.</summary>
    public static JournalEntry Entry(params JournalEvent[] events)
    {
        CreditAmount balance = 1_000_000;
        long sequence = 41;
        foreach (RowEvent row in events.OfType<RowEvent>().Where(r => r.WritesRow && r.Amount < CreditAmount.MaxValue))
        {
            balance += row.Movement;
            row.Restore(sequence++, balance);
        }

        if (events is [RowEvent { WritesRow: true } huge] && huge.Amount == CreditAmount.MaxValue)
        {
            balance = CreditAmount.MaxValue;
            huge.Restore(sequence, balance);
        }

        return new(12, At, "u1", "Ada", "op-1", "capture", null)
        {
            Available = balance,
            Reserved = 12.5m,
            Events = EventList.Of(events),
            Fingerprint = "Zm9vYmFyYmF6cXV4ISEhIQ",
        };
    }
}
