using Credits.Notifications;
using Credits.Pricing;
using NodaTime;

namespace Credits.Notifiers.Tests;

/// <summary>A notice of every kind.</summary>
internal static class Samples
{
    public static Instant At { get; } = Instant.FromUtc(2026, 1, 15, 11, 2, 3);

    public static CreditCatalog Catalog { get; } = new([], [new CreditFeature("test-cases", new UnitPrice(10)) { DisplayName = "Test cases" }]);

    public static LimitReached SoftLimit { get; } = new(
        1, "acme", At, IsHard: false, "monthly", "u2", "test-cases", 4_000, 4_020.5m, LimitWindow.Month, Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2026, 2, 1, 0, 0))
    {
        ActorId = "u2",
        ActorName = "Bob",
    };

    public static IReadOnlyList<Notice> All { get; } =
    [
        SoftLimit,
        new LimitReached(2, "acme", At, IsHard: true, "life", null, null, 4_500, 4_400, LimitWindow.Lifetime, null, null) { ActorId = "u1", ActorName = "Ada" },
        new CreditsExhausted(3, "acme", At),
        new CreditsInsufficient(4, "acme", At, 1, 8) { ActorId = "u1", ActorName = "Ada <script>" },
        new LowBalance(5, "acme", At, 500, 499.999999m),
        new CreditsExpiring(6, "acme", At, "grant-1", 10, Instant.FromUtc(2026, 1, 18, 0, 0)),
        new ReservationExpired(7, "acme", At, "r-1", 0),
        new PlanReset(8, "acme", At, "pro"),
        new TopUpRequested(9, "acme", At, "top-up-0123456789abcdef0123456789abcdef", 1_000, Instant.FromUtc(2026, 1, 15, 10, 47, 3)),
        new TopUpSuspended(10, "acme", At, "top-up-0123456789abcdef0123456789abcdef", 3, "card expired"),
        new TopUpSuspended(11, "acme", At, "top-up-0123456789abcdef0123456789abcdef", 1, null),
    ];
}
