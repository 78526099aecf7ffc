namespace Credits.Tests.Semantics.Grants;

/// <summary>Section 3: a grant with effectiveAt in the future is scheduled.</summary>
public sealed class ScheduledGrantTests : Scenario
{
    [Fact]
    public async Task A_scheduled_grant_is_not_spendable_and_has_no_row_yet()
    {
        await Open();
        (await Grant("g", 10, from: "2026-02-01")).Totals!.Value.Available.Should().Be(0);
        (await Rows()).Should().BeEmpty();
        (await Balance()).Scheduled.Should().Be((CreditAmount)10);
        await Refused(Consume(1), RefusalCode.InsufficientCredits);
    }

    [Fact]
    public async Task Its_row_is_written_when_it_becomes_effective_and_names_granter_operation_and_note()
    {
        await Open();
        await Grant("g", 10, from: "2026-02-01", note: "spring", operation: "op-g");
        At("2026-02-03");
        Transaction row = (await Rows()).Should().ContainSingle().Which;
        (Text(row.At), row.Kind, row.Amount, row.Grant).Should().Be(("2026-02-01T00:00:00Z", TransactionKind.GrantIssued, 10, "g"));
        (row.ActorId, row.ActorName, row.Operation, row.Reason).Should().Be(("boss", "Grace", "op-g", "spring"));
        (await Balance()).Scheduled.Should().Be((CreditAmount)0);
    }

    [Fact]
    public async Task A_grant_effective_now_is_not_scheduled()
    {
        await Open();
        await Grant("g", 10, from: "2026-01-05T09:00Z");
        (await Holds()).Should().Be("10");
    }

    [Fact]
    public async Task Scheduled_grants_add_up()
    {
        await Open();
        await Grant("a", 10, from: "2026-02-01");
        await Grant("b", 2.5m, from: "2026-03-01");
        (await Balance()).Scheduled.Should().Be((CreditAmount)12.5m);
        At("2026-02-01");
        (await Balance()).Scheduled.Should().Be((CreditAmount)2.5m);
        (await Holds()).Should().Be("10");
    }

    [Fact]
    public async Task A_part_voided_before_leaves_no_row_and_the_later_row_shows_the_rest()
    {
        await Open();
        await Grant("g", 10, from: "2026-02-01");
        (await Void("g", 4)).Value.Amount.Should().Be(4);
        (await Rows()).Should().BeEmpty();
        (await Balance()).Scheduled.Should().Be((CreditAmount)6);
        At("2026-02-01");
        (await TimedLedger()).Should().Equal("2026-02-01T00:00:00Z +6 grant_issued g");
        (await Fate("g")).Should().Be("10 = 6 remaining + 4 voided");
    }

    [Fact]
    public async Task Voided_whole_it_never_has_a_row()
    {
        await Open();
        await Grant("g", 10, from: "2026-02-01");
        (await Void("g")).Value.Amount.Should().Be(10);
        await Refused(Void("g"), RefusalCode.ExceedsGrant);
        At("2026-03-01");
        (await Rows()).Should().BeEmpty();
        (await Fate("g")).Should().Be("10 = 10 voided");
    }

    [Fact]
    public async Task More_than_is_left_of_a_scheduled_grant_cannot_be_voided()
    {
        await Open();
        await Grant("g", 10, from: "2026-02-01");
        await Void("g", 4);
        await Refused(Void("g", 7), RefusalCode.ExceedsGrant);
    }

    [Fact]
    public async Task It_expires_like_any_other_after_it_was_effective()
    {
        await Open();
        await Grant("g", 10, from: "2026-02-01", until: "2026-02-02");
        At("2026-02-10");
        (await TimedLedger()).Should().Equal("2026-02-01T00:00:00Z +10 grant_issued g", "2026-02-02T00:00:00Z -10 grant_expired g");
    }

    [Fact]
    public async Task A_debit_in_the_meantime_does_not_touch_it()
    {
        await Open();
        await Purchase("p", 10);
        await Grant("first", 10, priority: 0, from: "2026-02-01");
        await Consume(4);
        At("2026-02-01");
        await Consume(4);
        (await Ledger(1)).Should().Equal("-4 consumed [p 4]", "+10 grant_issued first", "-4 consumed [first 4]");
    }
}
