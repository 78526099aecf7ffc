using NodaTime;

namespace Credits.Tests.Values;

/// <summary>A field that can never be right is the caller's bug: said with field and value, and nothing is written.</summary>
public sealed class CommandFieldTests : Scenario
{
    public static TheoryData<string> BadIds => ["", new string('x', 201), "a\u0001", "\ud800"];

    [Theory]
    [MemberData(nameof(BadIds), DisableDiscoveryEnumeration = true)]
    public async Task Every_id_of_every_command_is_checked(string bad)
    {
        await Open("pro");
        int rows = (await Rows()).Count;
        await Invalid(Consume(1, feature: bad), "feature");
        await Invalid(Consume(1, operation: bad), "operation");
        await Invalid(Reserve(bad, 1), "reservation");
        await Invalid(Reserve("r", 1, feature: bad), "feature");
        await Invalid(Reserve("r", 1, operation: bad), "operation");
        await Invalid(Capture(bad), "reservation");
        await Invalid(Capture("r", operation: bad), "operation");
        await Invalid(Release(bad), "reservation");
        await Invalid(Release("r", operation: bad), "operation");
        await Invalid(Extend(bad, Hours(1)), "reservation");
        await Invalid(Extend("r", Hours(1), operation: bad), "operation");
        await Invalid(Quote(1, feature: bad), "feature");
        await Invalid(Grant(bad, 1), "grant");
        await Invalid(Grant("g", 1, operation: bad), "operation");
        await Invalid(Purchase(bad, 1), "grant");
        await Invalid(Purchase("g", 1, operation: bad), "operation");
        await Invalid(Void(bad), "grant");
        await Invalid(Void("g", operation: bad), "operation");
        await Invalid(Refund(bad), "target");
        await Invalid(Refund("t", operation: bad), "operation");
        await Invalid(Change(bad), "plan");
        await Invalid(Change("pro", operation: bad), "operation");
        await Invalid(Cancel(operation: bad), "operation");
        await Invalid(Open(bad), "plan");
        (await Rows()).Should().HaveCount(rows);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Amounts_are_more_than_0(int amount)
    {
        await Open("pro");
        await Invalid(Grant("g", amount), "amount");
        await Invalid(Purchase("p", amount), "amount");
        await Invalid(Void("plan-0000000001", amount), "amount");
        await Invalid(Refund("t", amount), "amount");
        (await Holds()).Should().Be("5000");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task Quantities_are_more_than_0(int quantity)
    {
        await Open("pro");
        ArgumentException complaint = await Invalid(Consume(quantity), "quantity");
        complaint.Message.Should().Contain($"'{quantity}'");
        await Invalid(Reserve("r", quantity), "quantity");
        await Invalid(Quote(quantity), "quantity");
        (await Holds()).Should().Be("5000");
    }

    [Fact]
    public async Task A_captured_quantity_may_be_0_and_not_less()
    {
        await Open("pro");
        await Reserve("r", 5);
        await Invalid(Capture("r", -1), "quantity");
        await Invalid(Capture("r", Quantity.Of(("inputTokens", -1m))), "quantity");
        (await Holds()).Should().Be("4995+5");
    }

    [Fact]
    public async Task Dimensions_are_not_below_0_and_one_is_above()
    {
        await Open("pro");
        await Invalid(Consume(Quantity.Of(), "tokens"), "quantity");
        await Invalid(Consume(Quantity.Of(("inputTokens", 0m)), "tokens"), "quantity");
        await Invalid(Consume(Quantity.Of(("inputTokens", 5m), ("outputTokens", -1m)), "tokens"), "quantity");
        (await Holds()).Should().Be("5000");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(256)]
    public async Task Priorities_are_0_to_255(int priority)
    {
        await Open();
        (await Invalid(Grant("g", 1, priority: priority), "priority")).Message.Should().Contain($"'{priority}'");
        await Invalid(Purchase("p", 1, priority: priority), "priority");
    }

    [Theory]
    [InlineData(GrantKind.Plan)]
    [InlineData(GrantKind.Rollover)]
    [InlineData(GrantKind.Purchased)]
    public async Task Only_complimentary_promotional_and_adjustment_are_granted_by_hand(GrantKind kind)
    {
        await Open();
        await Invalid(Grant("g", 1, kind), "kind");
    }

    [Fact]
    public async Task A_grant_expires_after_now()
    {
        await Open();
        await Invalid(Grant("g", 1, until: "2026-01-05T09:00Z"), "expiresAt");
        await Invalid(Grant("g", 1, until: "2026-01-05T08:59Z"), "expiresAt");
        await Invalid(Purchase("p", 1, until: "2026-01-05T09:00Z"), "expiresAt");
        await Grant("g", 1, until: "2026-01-05T09:00:00.000001Z");
    }

    [Fact]
    public async Task A_grant_expires_after_it_becomes_effective()
    {
        await Open();
        await Invalid(Grant("g", 1, from: "2026-02-01", until: "2026-02-01"), "expiresAt");
        await Invalid(Grant("g", 1, from: "2026-02-02", until: "2026-02-01"), "expiresAt");
        (await Lots()).Should().BeEmpty();
    }

    [Fact]
    public async Task Instants_are_kept_to_the_microsecond()
    {
        await Open();
        await Invalid(Grant("g", 1, until: "2026-02-01T00:00:00.0000001Z"), "expiresAt");
        await Invalid(Grant("g", 1, from: "2026-02-01T00:00:00.0000001Z"), "effectiveAt");
        await Invalid(Balance("2026-01-05T00:00:00.0000001Z"), "asOf");
    }

    [Fact]
    public async Task A_reservation_lives_more_than_0_and_at_most_7_days()
    {
        await Open("pro");
        foreach (Duration life in new[] { Duration.Zero, Duration.FromTicks(-10), Duration.FromDays(7) + Duration.FromTicks(10) })
        {
            await Invalid(Reserve("r", 1, life: life), "ttl");
            await Invalid(Extend("r", life), "ttl");
        }

        (await Reserve("r", 1, life: Days(7))).Value.ExpiresAt.Should().Be(Instant("2026-01-12T09:00Z"));
    }

    [Fact]
    public async Task A_zone_is_one_that_is_known()
    {
        (await Invalid(Open(zone: "Mars/Olympus"), "zone")).Message.Should().Contain("Mars/Olympus");
        await Refused(Balance(), RefusalCode.WalletNotFound);
    }

    [Fact]
    public async Task Policy_ids_are_unique_in_the_list()
    {
        await Open();
        await Invalid(Limits(new LimitPolicy("org") { Hard = 1 }, new LimitPolicy("org") { Hard = 2 }), "limits");
    }

    [Fact]
    public async Task Reasons_are_given()
    {
        await Open("pro");
        await Invalid(Void("plan-0000000001", 1, reason: ""), "reason");
        await Invalid(Refund("t", 1, reason: ""), "reason");
        await Invalid(Grant("g", 1, note: ""), "note");
        await Invalid(Void("plan-0000000001", 1, reason: "bell\u0007"), "reason");
    }

    [Fact]
    public async Task What_an_amount_cannot_hold_is_refused_and_not_wrapped()
    {
        await Open();
        await Purchase("all", CreditAmount.MaxValue);
        await Invalid(Purchase("one-more", 1), "amount");
        (await Holds()).Should().Be("9223372036854.775807");
    }
}
