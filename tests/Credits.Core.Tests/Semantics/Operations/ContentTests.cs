namespace Credits.Tests.Semantics.Operations;

/// <summary>Section 12: the content of an operation is its kind, the actor's id, and the fields given, by value.</summary>
public sealed class ContentTests : Scenario
{
    [Fact]
    public async Task Ten_is_ten_point_zero()
    {
        await Open("free");
        await Same(() => Consume(10, operation: "c"), () => Consume(10.0m, operation: "c"));
        await Same(() => Purchase("p", 10, operation: "p"), () => Purchase("p", CreditAmount.Parse("10.000000"), operation: "p"));
    }

    [Fact]
    public async Task Dimensions_have_no_order_and_their_numbers_are_values()
    {
        await Open("free");
        await Same(
            () => Consume(Quantity.Of(("inputTokens", 10m), ("outputTokens", 1.5m)), "tokens", operation: "c"),
            () => Consume(Quantity.Of(("outputTokens", 1.50m), ("inputTokens", 10.0m)), "tokens", operation: "c"));
    }

    [Fact]
    public async Task The_actors_name_and_role_are_no_content_and_his_id_is()
    {
        await Open("free");
        await Same(() => Consume(1, by: Ada, operation: "c"), () => Consume(1, by: Actor.Admin("u1", "Ada Lovelace"), operation: "c"));
        await Differ(() => Consume(1, by: Linus, operation: "c"));
    }

    [Fact]
    public async Task The_kind_of_command_is_content()
    {
        await Open("pro");
        await Reserve("r", 5);
        await Release("r", operation: "x");
        await Differ(() => Capture("r", operation: "x"));
        await Purchase("p", 5, operation: "y");
        await Differ(() => Grant("p", 5, operation: "y"));
        await Grant("g", 5, GrantKind.Promotional, operation: "z");
        await Differ(() => Grant("g", 5, GrantKind.Adjustment, operation: "z"));
    }

    [Fact]
    public async Task Every_field_of_a_consume_is_content()
    {
        await Open("free");
        await Consume(1, operation: "c");
        await Differ(() => Consume(2, operation: "c"));
        await Differ(() => Consume(1, "other", operation: "c"));
        await Differ(() => Consume(1, partial: true, operation: "c"));
        await Differ(() => Consume(1.000001m, operation: "c"));
    }

    [Fact]
    public async Task Every_field_of_a_grant_is_content()
    {
        await Open();
        Task<CreditResult<GrantReceipt>> Original() => Grant("g", 1, priority: 5, from: "2026-01-01", until: "2026-02-01", note: "n", operation: "o");
        await Same(Original, Original);
        await Differ(() => Grant("h", 1, priority: 5, from: "2026-01-01", until: "2026-02-01", note: "n", operation: "o"));
        await Differ(() => Grant("g", 2, priority: 5, from: "2026-01-01", until: "2026-02-01", note: "n", operation: "o"));
        await Differ(() => Grant("g", 1, priority: 6, from: "2026-01-01", until: "2026-02-01", note: "n", operation: "o"));
        await Differ(() => Grant("g", 1, priority: 5, from: "2026-01-02", until: "2026-02-01", note: "n", operation: "o"));
        await Differ(() => Grant("g", 1, priority: 5, until: "2026-02-01", note: "n", operation: "o"));
        await Differ(() => Grant("g", 1, priority: 5, from: "2026-01-01", until: "2026-02-02", note: "n", operation: "o"));
        await Differ(() => Grant("g", 1, priority: 5, from: "2026-01-01", note: "n", operation: "o"));
        await Differ(() => Grant("g", 1, priority: 5, from: "2026-01-01", until: "2026-02-01", note: "m", operation: "o"));
        await Differ(() => Grant("g", 1, priority: 5, from: "2026-01-01", until: "2026-02-01", operation: "o"));
    }

    [Fact]
    public async Task Constant_defaults_equal_being_left_out()
    {
        await Open("pro", operation: "open");
        (await Open("pro", "UTC", operation: "open")).IsReplayed.Should().BeTrue();
        await Same(() => Consume(1, operation: "c"), () => Consume(1, partial: false, operation: "c"));
        await Same(() => Grant("g", 1, operation: "g"), () => Grant("g", 1, priority: 100, operation: "g"));
        await Same(() => Purchase("p", 1, operation: "p"), () => Purchase("p", 1, priority: 100, operation: "p"));
        await Same(() => Change("free", operation: "change"), () => Change("free", PlanChangeTiming.Auto, operation: "change"));
        await Same(() => Cancel(operation: "cancel"), () => Cancel(PlanCancelTiming.PeriodEnd, operation: "cancel"));
        await Same(
            () => SetLimits("limits", new LimitPolicy("org") { Hard = 5 }),
            () => SetLimits("limits", new LimitPolicy("org") { Hard = 5, Window = LimitWindow.Month, Soft = [] }));
        await Same(
            () => SetAlerts("alerts", new() { ExpiringLead = Days(1) }),
            () => SetAlerts("alerts", new() { ExpiringLead = Hours(24), LowBalance = [] }));
        await Reserve("r", 5);
        await Same(() => Capture("r", operation: "capture"), () => Capture("r", partial: false, operation: "capture"));
    }

    [Fact]
    public async Task Another_value_than_the_default_does_not()
    {
        await Open("pro");
        await Change("free", operation: "change");
        await Differ(() => Change("free", PlanChangeTiming.NextReset, operation: "change"));
        await Cancel(operation: "cancel");
        await Differ(() => Cancel(PlanCancelTiming.Now, operation: "cancel"));
    }

    [Fact]
    public async Task A_default_that_comes_from_the_catalogue_is_not_the_same_as_giving_it()
    {
        await Open("free");
        await Consume(feature: "test-cases", operation: "c");
        await Differ(() => Consume(5, "test-cases", operation: "c"));
        await Reserve("r", 1, operation: "r");
        await Differ(() => Reserve("r", 1, life: Hours(1), operation: "r"));
        await Capture("r", operation: "done");
        await Differ(() => Capture("r", 1, operation: "done"));
    }

    [Fact]
    public async Task A_default_that_is_an_id_is_not_the_same_as_giving_it()
    {
        await Open("free");
        await Reserve(null, 1, operation: "r");
        await Differ(() => Reserve("r", 1, operation: "r"));
        await Purchase(null, 1, operation: "p");
        await Differ(() => Purchase("p", 1, operation: "p"));
    }

    [Fact]
    public async Task A_default_that_depends_on_the_wallet_is_not_the_same_as_giving_it()
    {
        await Open("free");
        await Purchase("p", 10);
        await Void("p", operation: "v");
        await Differ(() => Void("p", 10, operation: "v"));
        await Consume(10, operation: "c");
        await Refund("c", operation: "f");
        await Differ(() => Refund("c", 10, operation: "f"));
    }

    [Fact]
    public async Task Durations_and_thresholds_are_values()
    {
        await Open("pro");
        await Same(() => Reserve("r", 1, life: Hours(24), operation: "r"), () => Reserve("r", 1, life: Days(1), operation: "r"));
        await Same(
            () => SetLimits("l", new LimitPolicy("org") { Soft = [LimitThreshold.Percent(80)], Hard = 100 }),
            () => SetLimits("l", new LimitPolicy("org") { Soft = [LimitThreshold.Percent(80.0m)], Hard = (CreditAmount)100.00m }));
        await Differ(() => SetLimits("l", new LimitPolicy("org") { Soft = [80], Hard = 100 }));
        await Differ(() => SetLimits("l", new LimitPolicy("org") { Soft = [LimitThreshold.Percent(80)], Hard = LimitThreshold.Percent(100) }));
        await Differ(() => SetLimits("l"));
    }

    [Fact]
    public async Task Reason_target_and_amount_of_a_refund_are_content()
    {
        await Open("free");
        await Consume(10, operation: "c");
        await Refund("c", 3, "why", operation: "f");
        await Differ(() => Refund("c", 4, "why", operation: "f"));
        await Differ(() => Refund("d", 3, "why", operation: "f"));
        await Differ(() => Refund("c", 3, "why not", operation: "f"));
    }

    [Fact]
    public async Task Texts_cannot_pass_for_other_fields()
    {
        await Open();
        await Grant("g", 1, note: "x;note:1:y", operation: "o");
        await Differ(() => Grant("g", 1, note: "x", operation: "o"));
    }

    [Fact]
    public async Task A_reused_id_writes_nothing()
    {
        await Open("free");
        await Consume(10, operation: "c");
        CreditResult<Debit> result = await Credits.ConsumeAsync(Acme, "unit", Ada, 11, operation: "c");
        (result.Refusal!.Code, result.IsReplayed, result.Operation, result.Totals).Should().Be((RefusalCode.OperationReused, false, null, new WalletTotals(990, 0)));
        (await Ledger(2)).Should().BeEmpty();
    }

    private async Task<CreditResult<WalletTotals>> SetLimits(string operation, params LimitPolicy[] limits)
    {
        CreditResult<WalletTotals> result = await Admin.SetLimitsAsync(Acme, limits, Grace, operation);
        _ = result.Value;
        return result;
    }

    private async Task<CreditResult<WalletTotals>> SetAlerts(string operation, AlertSettings alerts)
    {
        CreditResult<WalletTotals> result = await Admin.SetAlertsAsync(Acme, alerts, Grace, operation);
        _ = result.Value;
        return result;
    }

    /// <summary>The first is new, the second its replay; in this process and in the next.</summary>
    private async Task Same<T>(Func<Task<CreditResult<T>>> first, Func<Task<CreditResult<T>>> second)
        where T : notnull
    {
        (await first()).IsReplayed.Should().BeFalse();
        (await second()).IsReplayed.Should().BeTrue();
        Restart();
        (await second()).IsReplayed.Should().BeTrue();
    }

    private async Task Differ(Func<Task> another)
    {
        await Refused(another(), RefusalCode.OperationReused);
        Restart();
        await Refused(another(), RefusalCode.OperationReused);
    }
}
