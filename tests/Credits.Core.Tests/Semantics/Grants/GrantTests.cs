using Credits.Pricing;

namespace Credits.Tests.Semantics.Grants;

/// <summary>Section 3: what a grant is.</summary>
public sealed class GrantTests : Scenario
{
    [Fact]
    public async Task A_grant_has_all_that_it_was_given()
    {
        await Open();
        await Grant("promo-1", 12.5m, GrantKind.Promotional, priority: 7, from: "2026-01-01", until: "2026-02-01", note: "launch week");
        CreditGrant grant = await Lot("promo-1");
        grant.Should().BeEquivalentTo(new
        {
            Id = "promo-1",
            Kind = GrantKind.Promotional,
            State = GrantState.Open,
            Priority = 7,
            EffectiveAt = Instant("2026-01-01"),
            ExpiresAt = (NodaTime.Instant?)Instant("2026-02-01"),
            Note = "launch week",
            BurnPlace = (int?)1,
        });
        (await Fate("promo-1")).Should().Be("12.5 = 12.5 remaining");
    }

    [Fact]
    public async Task Its_row_names_grant_granter_operation_and_note()
    {
        await Open();
        await Grant("g", 10, note: "sorry", operation: "op-g");
        Transaction row = await LastRow();
        (row.Kind, row.Grant, row.ActorId, row.ActorName, row.Operation, row.Reason).Should().Be((TransactionKind.GrantIssued, "g", "boss", "Grace", "op-g", "sorry"));
        row.Allocations.Should().BeEmpty();
    }

    [Theory]
    [InlineData(GrantKind.Complimentary)]
    [InlineData(GrantKind.Promotional)]
    [InlineData(GrantKind.Adjustment)]
    public async Task Grants_never_expire_unless_an_end_is_given(GrantKind kind)
    {
        await Open();
        await Grant("g", 10, kind);
        At("2126-01-01");
        (await Lot("g")).ExpiresAt.Should().BeNull();
        (await Holds()).Should().Be("10");
    }

    [Fact]
    public async Task Purchases_never_expire_unless_an_end_is_given()
    {
        await Open();
        await Purchase("for-ever", 10);
        await Purchase("for-now", 5, until: "2026-02-01");
        At("2126-01-01");
        (await Holds()).Should().Be("10");
        (await Lot("for-ever")).Kind.Should().Be(GrantKind.Purchased);
        (await Ledger(2)).Should().Equal("-5 grant_expired for-now");
    }

    [Fact]
    public async Task An_effectiveAt_in_the_past_is_kept_and_the_grant_is_usable_at_once()
    {
        await Open();
        await Grant("g", 10, from: "2020-01-01");
        await Consume(10);
        CreditGrant grant = await Lot("g");
        (grant.EffectiveAt, grant.State).Should().Be((Instant("2020-01-01"), GrantState.Open));
        Text((await Rows())[0].At).Should().Be("2026-01-05T09:00:00Z");
    }

    [Fact]
    public async Task A_grant_takes_its_operations_id_where_it_has_none_of_its_own()
    {
        await Open();
        (await Grant(null, 10, operation: "op-7")).Value.Grant.Should().Be("op-7");
        (await Purchase(null, 10, operation: "order-7")).Value.Grant.Should().Be("order-7");
        (await Lots()).Select(g => g.Id).Should().BeEquivalentTo("op-7", "order-7");
    }

    [Fact]
    public async Task A_grant_without_any_id_gets_that_of_the_operation_that_was_made_up()
    {
        await Open();
        CreditResult<GrantReceipt> result = await Grant(null, 10);
        result.Operation.Should().NotBeNullOrEmpty();
        result.Value.Grant.Should().Be(result.Operation);
    }

    [Fact]
    public async Task A_grant_id_is_used_once_in_a_wallet()
    {
        await Open("pro");
        await Grant("g", 10);
        await Refused(Grant("g", 10), RefusalCode.GrantExists);
        await Refused(Purchase("g", 10), RefusalCode.GrantExists);
        await Refused(Grant(null, 10, operation: "g"), RefusalCode.GrantExists);
    }

    [Fact]
    public async Task The_id_of_an_expired_grant_stays_taken()
    {
        await Open();
        await Grant("g", 10, until: "2026-01-06");
        At("2026-01-07");
        await Refused(Grant("g", 10), RefusalCode.GrantExists);
    }

    [Fact]
    public async Task The_id_of_a_scheduled_grant_is_taken()
    {
        await Open();
        await Grant("g", 10, from: "2026-02-01");
        await Refused(Grant("g", 10), RefusalCode.GrantExists);
    }

    [Fact]
    public async Task An_expiry_not_after_now_is_invalid_before_the_id_is_looked_at()
    {
        await Open();
        await Grant("g", 10);
        await Invalid(Grant("g", 10, until: "2026-01-05T09:00Z"), "expiresAt");
    }

    [Fact]
    public async Task A_grant_wants_a_wallet() => await Refused(Grant("g", 10), RefusalCode.WalletNotFound);

    [Fact]
    public async Task A_grant_that_expires_empty_leaves_no_row()
    {
        await Open();
        await Grant("g", 10, until: "2026-01-06");
        await Consume(10);
        At("2026-01-07");
        (await Ledger(2)).Should().BeEmpty();
        (await Lot("g")).State.Should().Be(GrantState.Ended);
    }

    [Theory]
    [InlineData("plan-0000000001")]
    [InlineData("rollover-0000000009")]
    [InlineData("complimentary-1234567890")]
    [InlineData("adjustment-0000000000")]
    [InlineData("promotional-0000000001")]
    [InlineData("purchased-0000000001")]
    public async Task Ids_of_the_librarys_form_are_the_librarys_own(string id)
    {
        await Open();
        await Invalid(Grant(id, 10), "grant");
        await Invalid(Purchase(id, 10), "grant");
        await Invalid(Grant(null, 10, operation: id), "operation");
        await Invalid(Purchase(null, 10, operation: id), "operation");
        (await Lots()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("plan-000000001")]
    [InlineData("plan-00000000001")]
    [InlineData("Plan-0000000001")]
    [InlineData("plans-0000000001")]
    [InlineData("plan-000000000x")]
    [InlineData("plan_0000000001")]
    [InlineData("-0000000001")]
    public async Task Ids_that_only_resemble_that_form_are_anybodys(string id)
    {
        await Open();
        (await Grant(id, 10)).Value.Grant.Should().Be(id);
    }

    [Fact]
    public async Task An_operation_id_of_that_form_is_fine_where_it_becomes_no_grants_id()
    {
        await Open();
        await Grant("g", 10, operation: "plan-0000000001");
        await Consume(1, operation: "plan-0000000002");
        (await Rows()).Select(r => r.Operation).Should().Equal("plan-0000000001", "plan-0000000002");
    }

    [Fact]
    public async Task The_librarys_ids_count_all_the_wallets_grants()
    {
        Plans(new CreditPlan("pro") { Allowance = 100, Welcome = 10 });
        await Open();
        await Grant("a", 1);
        await Grant("b", 1, from: "2026-06-01");
        await Change("pro");
        (await Ledger(1)).Should().Equal("+100 grant_issued plan-0000000003", "+10 grant_issued complimentary-0000000004");
    }
}
