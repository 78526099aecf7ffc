using Credits.Storage;

namespace Credits.Tests.Semantics.Access;

/// <summary>Sections 11 and 12: who may what, and that nothing is revealed.</summary>
public sealed class RoleTests : Scenario
{
    public static TheoryData<string> Administration =>
    [
        "open", "grant", "purchase", "void", "refund", "change_plan", "cancel_plan", "set_limits", "set_alerts", "balance", "balance as of",
        "transactions", "export", "forecast", "grants", "reservations", "limits", "alerts", "explain", "verify",
    ];

    [Theory]
    [MemberData(nameof(Administration))]
    public async Task A_member_may_not_administer_and_learns_nothing(string command)
    {
        (Refusal? missing, WalletTotals? missingTotals) = await Ask(command, Ada);
        await Open("pro");
        await Consume(1, operation: "c");
        (Refusal? refusal, WalletTotals? totals) = await Ask(command, Ada);
        refusal!.Code.Should().Be(RefusalCode.NotAuthorized);
        totals.Should().BeNull();
        missing.Should().Be(refusal, "whether the wallet exists is not revealed either");
        missingTotals.Should().BeNull();
        (await Rows()).Should().HaveCount(2);
    }

    [Theory]
    [MemberData(nameof(Administration))]
    public async Task An_admin_and_the_system_may(string command)
    {
        foreach (Actor actor in new[] { Grace, Actor.System })
        {
            Store = new InMemoryStore();
            Restart();
            if (command != "open")
            {
                await Open("pro");
                await Grant("g", 10);
                await Consume(1, operation: "c");
            }

            (Refusal? refusal, WalletTotals? totals) = await Ask(command, actor);
            refusal.Should().BeNull();
            totals.Should().NotBeNull();
        }
    }

    [Fact]
    public async Task Any_role_may_use_features_and_see_available_and_reserved()
    {
        await Open("pro");
        foreach (Actor actor in new[] { Ada, Grace, Actor.System })
        {
            string id = $"r-{actor.Id}";
            (await Quote(1, by: actor)).Totals.Should().NotBeNull();
            (await Consume(1, by: actor)).Totals.Should().NotBeNull();
            (await Reserve(id, 1, by: actor)).Totals!.Value.Reserved.Should().Be(1);
            (await Extend(id, Hours(2), by: actor)).Totals.Should().NotBeNull();
            (await Capture(id, by: actor)).Totals.Should().NotBeNull();
            await Reserve($"{id}-2", 1, by: actor);
            (await Release($"{id}-2", by: actor)).Totals.Should().NotBeNull();
        }
    }

    [Fact]
    public async Task A_refused_debit_shows_available_and_reserved_to_any_role()
    {
        await Open("free");
        await Reserve("r", 100);
        (await Credits.ConsumeAsync(Acme, "unit", Ada, 2_000)).Totals.Should().Be(new WalletTotals(900, 100));
        (await Credits.ConsumeAsync("nobody", "unit", Ada, 2_000)).Totals.Should().BeNull();
    }

    [Fact]
    public async Task A_members_usage_is_his_own_silently()
    {
        await Open("pro");
        await Consume(3, by: Ada);
        await Consume(5, by: Linus);
        (await Usage(UsageGrouping.User, asking: Ada)).Should().Equal("u1 3");
        (await Usage(UsageGrouping.Feature, asking: Linus)).Should().Equal("unit 5");
        (await Usage(UsageGrouping.User, asking: Grace)).Should().Equal("u1 3", "u2 5");
        (await Usage(UsageGrouping.User, asking: Actor.System)).Should().Equal("u1 3", "u2 5");
    }

    [Fact]
    public async Task Feature_code_sees_the_askers_own_usage_whatever_his_role()
    {
        await Open("pro");
        await Consume(3, by: Ada);
        await Consume(5, by: Grace);
        (await Credits.GetOwnUsageAsync(Acme, Grace, UsageGrouping.User)).Value.Should().Equal(new UsageSum("boss", 5));
        (await Credits.GetOwnUsageAsync(Acme, Ada, UsageGrouping.Feature)).Value.Should().Equal(new UsageSum("unit", 3));
        (await Credits.GetOwnUsageAsync(Acme, Linus, UsageGrouping.Feature)).Value.Should().BeEmpty();
    }

    [Fact]
    public async Task A_refusal_to_a_member_does_not_depend_on_the_operation_id()
    {
        await Open("pro");
        await Purchase("p", 5, operation: "o");
        CreditResult<GrantReceipt> result = await Admin.PurchaseAsync(Acme, new(5) { Grant = "p" }, Ada, "o");
        (result.Refusal!.Code, result.IsReplayed, result.Totals, result.Operation).Should().Be((RefusalCode.NotAuthorized, false, null, null));
    }

    [Fact]
    public void What_feature_code_holds_cannot_administer_by_accident()
    {
        typeof(ICreditsAdmin).IsAssignableFrom(typeof(ICredits)).Should().BeFalse();
        typeof(ICredits).IsAssignableFrom(typeof(ICreditsAdmin)).Should().BeFalse();
        (Credits is ICreditsAdmin).Should().BeFalse();
        (Admin is ICredits).Should().BeFalse();
        typeof(ICredits).GetMethods().Select(m => m.Name).Should().BeEquivalentTo(
            "QuoteAsync", "ConsumeAsync", "ReserveAsync", "CaptureAsync", "ReleaseAsync", "ExtendAsync", "GetOwnUsageAsync", "GetOwnLimitsAsync", "Enlist");
        typeof(ICredits).GetMethod("Enlist")!.ReturnType.Should().Be<ICredits>("inside a transaction of the host's it is no more than outside");
    }

    private async Task<(Refusal? Refusal, WalletTotals? Totals)> Ask(string command, Actor by)
    {
        using StringWriter output = new();
        (Refusal?, WalletTotals?) answer = command switch
        {
            "open" => Of(await Admin.OpenWalletAsync(Acme, by, "pro")),
            "grant" => Of(await Admin.GrantAsync(Acme, new(1, GrantKind.Promotional), by)),
            "purchase" => Of(await Admin.PurchaseAsync(Acme, new(1), by)),
            "void" => Of(await Admin.VoidAsync(Acme, "plan-0000000001", "why", by)),
            "refund" => Of(await Admin.RefundAsync(Acme, "c", "why", by)),
            "change_plan" => Of(await Admin.ChangePlanAsync(Acme, "max", by)),
            "cancel_plan" => Of(await Admin.CancelPlanAsync(Acme, by)),
            "set_limits" => Of(await Admin.SetLimitsAsync(Acme, [], by)),
            "set_alerts" => Of(await Admin.SetAlertsAsync(Acme, AlertSettings.Off, by)),
            "balance" => Of(await Admin.GetBalanceAsync(Acme, by)),
            "balance as of" => Of(await Admin.GetBalanceAsync(Acme, by, Instant("2026-01-01"))),
            "transactions" => Of(await Admin.GetTransactionsAsync(Acme, by)),
            "export" => Of(await Admin.ExportTransactionsAsync(Acme, by, output)),
            "forecast" => Of(await Admin.GetForecastAsync(Acme, by)),
            "grants" => Of(await Admin.GetGrantsAsync(Acme, by)),
            "reservations" => Of(await Admin.GetReservationsAsync(Acme, by)),
            "limits" => Of(await Admin.GetLimitsAsync(Acme, by)),
            "alerts" => Of(await Admin.GetAlertsAsync(Acme, by)),
            "explain" => Of(await Admin.ExplainAsync(Acme, 1, by)),
            _ => Of(await Admin.VerifyAsync(Acme, by)),
        };
        if (!by.Role.Equals(ActorRole.Admin) && !by.Role.Equals(ActorRole.System))
        {
            output.ToString().Should().BeEmpty();
        }

        return answer;
    }

    private static (Refusal?, WalletTotals?) Of<T>(CreditResult<T> result)
        where T : notnull =>
        (result.Refusal, result.Totals);
}
