namespace Credits.Tests.Semantics.Transactions;

/// <summary>Sections 9 and 12: what rows there are, and what they carry.</summary>
public sealed class RowTests : Scenario
{
    [Fact]
    public async Task Rows_are_numbered_from_1_without_gaps_and_their_sum_runs()
    {
        await EverythingOnce();
        IReadOnlyList<Transaction> rows = await Rows();
        rows.Select(r => r.Sequence).Should().Equal(Enumerable.Range(1, rows.Count).Select(i => (long)i));
        rows.Select(r => r.At).Should().BeInAscendingOrder();
        rows.Select(r => r.Balance).Should().OnlyContain(b => b >= CreditAmount.Zero);
    }

    [Fact]
    public async Task Every_kind_is_a_debit_or_a_credit()
    {
        await EverythingOnce();
        Dictionary<TransactionKind, TransactionType> types = (await Rows()).GroupBy(r => r.Kind).ToDictionary(g => g.Key, g => g.Select(r => r.Type).Distinct().Single());
        types.Should().BeEquivalentTo(new Dictionary<TransactionKind, TransactionType>
        {
            [TransactionKind.GrantIssued] = TransactionType.Credit,
            [TransactionKind.Consumed] = TransactionType.Debit,
            [TransactionKind.Reserved] = TransactionType.Debit,
            [TransactionKind.Overage] = TransactionType.Debit,
            [TransactionKind.Returned] = TransactionType.Credit,
            [TransactionKind.ReservationExpired] = TransactionType.Credit,
            [TransactionKind.Refunded] = TransactionType.Credit,
            [TransactionKind.GrantExpired] = TransactionType.Debit,
            [TransactionKind.GrantVoided] = TransactionType.Debit,
        });
    }

    [Fact]
    public async Task Quantity_is_on_debits_and_only_there()
    {
        await EverythingOnce();
        foreach (Transaction row in await Rows())
        {
            (row.Quantity is not null).Should().Be(row.Kind is TransactionKind.Consumed or TransactionKind.Reserved or TransactionKind.Overage, "{0}", row.Kind);
        }
    }

    [Fact]
    public async Task Feature_is_on_debits_of_features_and_on_what_returns_of_them()
    {
        await EverythingOnce();
        foreach (Transaction row in await Rows())
        {
            (row.Feature is not null).Should().Be(row.Kind is not (TransactionKind.GrantIssued or TransactionKind.GrantExpired or TransactionKind.GrantVoided), "{0}", row.Kind);
        }
    }

    [Fact]
    public async Task Reservation_is_where_there_is_one()
    {
        await EverythingOnce();
        foreach (Transaction row in await Rows())
        {
            bool wanted = row.Kind is TransactionKind.Reserved or TransactionKind.Overage or TransactionKind.Returned or TransactionKind.ReservationExpired
                || (row.Kind == TransactionKind.Refunded && row.Reason == "of the capture");
            (row.Reservation is not null).Should().Be(wanted, "{0}", row.Kind);
        }
    }

    [Fact]
    public async Task Grant_is_on_issued_expired_and_voided_rows_which_have_no_allocations()
    {
        await EverythingOnce();
        foreach (Transaction row in await Rows())
        {
            bool ofGrant = row.Kind is TransactionKind.GrantIssued or TransactionKind.GrantExpired or TransactionKind.GrantVoided;
            (row.Grant is not null).Should().Be(ofGrant, "{0}", row.Kind);
            (row.Allocations.Count == 0).Should().Be(ofGrant, "{0}", row.Kind);
        }
    }

    [Fact]
    public async Task Allocations_add_up_to_the_amount()
    {
        await EverythingOnce();
        foreach (Transaction row in (await Rows()).Where(r => r.Allocations.Count > 0))
        {
            row.Allocations.Aggregate(CreditAmount.Zero, (sum, a) => sum + a.Amount).Should().Be(row.Amount);
        }
    }

    [Fact]
    public async Task Reason_is_the_note_or_the_reason_given()
    {
        await EverythingOnce();
        (await Rows()).Where(r => r.Reason is not null).Select(r => (r.Kind, r.Reason)).Should().BeEquivalentTo(new[]
        {
            (TransactionKind.GrantIssued, "a note"),
            (TransactionKind.Refunded, "of the consume"),
            (TransactionKind.Refunded, "of the capture"),
            (TransactionKind.Refunded, "too late"),
            (TransactionKind.GrantVoided, "a mistake"),
        });
    }

    [Fact]
    public async Task What_falls_due_is_the_systems_without_an_operation()
    {
        await EverythingOnce();
        IEnumerable<Transaction> due = (await Rows()).Where(r => r.Kind == TransactionKind.ReservationExpired || r is { Kind: TransactionKind.GrantExpired, Operation: null });
        due.Should().NotBeEmpty().And.OnlyContain(r => r.ActorId == "system" && r.ActorName == "System" && r.Operation == null && r.Reason == null);
        (await Rows()).Where(r => r.Kind is TransactionKind.Consumed or TransactionKind.Overage or TransactionKind.Refunded).Should().OnlyContain(r => r.Operation != null);
    }

    [Fact]
    public async Task One_row_a_debit_whatever_the_number_of_lots_and_one_expiry_row_a_lot()
    {
        await Open();
        await Grant("a", 5, until: "2026-01-07");
        await Grant("b", 5, until: "2026-01-07");
        await Grant("c", 5, until: "2026-01-07");
        await Consume(11);
        await Consume(1, operation: "x");
        At("2026-01-07");
        (await Ledger(3)).Should().Equal("-11 consumed [a 5, b 5, c 1]", "-1 consumed [c 1]", "-3 grant_expired c");
    }

    [Fact]
    public async Task Rows_are_never_changed_by_what_comes_later()
    {
        await EverythingOnce();
        IReadOnlyList<Transaction> before = await Rows();
        At("2026-12-31");
        await Consume(1);
        await Change("max");
        Restart();
        (await Rows()).Take(before.Count).Should().BeEquivalentTo(before, o => o.WithStrictOrdering());
    }

    [Fact]
    public async Task The_worked_example()
    {
        await Open("free", by: Actor.System);
        At("2026-01-05T09:01Z");
        await Reserve(null, feature: "test-cases", operation: "gen-1");
        At("2026-01-05T09:02Z");
        await Capture("gen-1", 4);
        (await Rows(oldestFirst: false)).Select(r => $"{WireNames.Of(r.Type)} {WireNames.Of(r.Kind)} {r.Amount} (balance {r.Balance}, {r.ActorName})").Should().Equal(
            "credit returned 10 (balance 960, Ada)",
            "debit reserved 50 (balance 950, Ada)",
            "credit grant_issued 1000 (balance 1000, System)");
    }

    /// <summary>A row of every kind.</summary>
    private async Task EverythingOnce()
    {
        await Open("pro");
        await Purchase("p", 1_000, note: "a note");
        await Grant("g", 50, until: "2026-01-08");
        await Consume(30, operation: "c");
        await Refund("c", 10, "of the consume");
        await Reserve("capture", 20, "metered");
        await Capture("capture", 25);
        await Refund("capture", 5, "of the capture");
        await Reserve("part", 20);
        await Capture("part", 5);
        await Reserve("release", 5);
        await Release("release");
        await Reserve("expire", 5);
        At("2026-01-05T11:00Z");
        await Void("p", 100, "a mistake");
        At("2026-01-08");
        await Grant("first", 10, priority: 0, until: "2026-01-09");
        await Consume(10, operation: "late");
        At("2026-01-10");
        await Refund("late", reason: "too late");
    }
}
