namespace Credits.Tests.Semantics.Transactions;

/// <summary>Section 9: newest first, pages by cursor, filters by time, type, kind, user, feature.</summary>
public sealed class PageTests : Scenario
{
    [Fact]
    public async Task The_newest_come_first_by_default()
    {
        await Open("pro");
        await Consume(1);
        await Consume(2);
        TransactionPage page = (await Admin.GetTransactionsAsync(Acme, Grace)).Value;
        page.Rows.Select(r => r.Sequence).Should().Equal(3, 2, 1);
        page.Next.Should().BeNull();
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(7, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(7, true)]
    public async Task Pages_give_every_row_once_even_where_an_entry_wrote_several(int size, bool oldestFirst)
    {
        await Open("pro");
        At("2026-04-01");
        await Consume(1);
        List<long> seen = [];
        string? cursor = null;
        do
        {
            TransactionPage page = (await Admin.GetTransactionsAsync(Acme, Grace, null, size, cursor, oldestFirst)).Value;
            page.Rows.Count.Should().BeLessThanOrEqualTo(size);
            seen.AddRange(page.Rows.Select(r => r.Sequence));
            cursor = page.Next;
        }
        while (cursor is not null);
        long[] all = [1, 2, 3, 4, 5, 6, 7, 8];
        seen.Should().Equal(oldestFirst ? all : all.Reverse());
    }

    [Fact]
    public async Task Pages_go_on_from_where_they_were_whatever_is_written_meanwhile()
    {
        await Open("pro");
        for (int i = 0; i < 4; i++)
        {
            await Consume(1);
        }

        TransactionPage first = (await Admin.GetTransactionsAsync(Acme, Grace, pageSize: 2)).Value;
        await Consume(1);
        Restart();
        TransactionPage second = (await Admin.GetTransactionsAsync(Acme, Grace, pageSize: 2, cursor: first.Next)).Value;
        first.Rows.Concat(second.Rows).Select(r => r.Sequence).Should().Equal(5, 4, 3, 2);
    }

    [Fact]
    public async Task A_last_page_that_is_full_has_no_next()
    {
        await Open("pro");
        await Consume(1);
        (await Admin.GetTransactionsAsync(Acme, Grace, pageSize: 2)).Value.Next.Should().BeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_001)]
    public async Task A_page_has_1_to_1000_rows(int size)
    {
        await Open("pro");
        await FluentActions.Awaiting(() => Admin.GetTransactionsAsync(Acme, Grace, pageSize: size).AsTask()).Should().ThrowAsync<ArgumentException>().WithParameterName("pageSize");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("1")]
    [InlineData("1.")]
    [InlineData(".1")]
    [InlineData("0.0")]
    [InlineData("-1.0")]
    [InlineData("1.-1")]
    [InlineData("1.0; drop table")]
    [InlineData("99999999999999999999.0")]
    public async Task A_cursor_is_one_of_the_librarys_own(string cursor)
    {
        await Open("pro");
        await FluentActions.Awaiting(() => Admin.GetTransactionsAsync(Acme, Grace, cursor: cursor).AsTask()).Should().ThrowAsync<ArgumentException>().WithParameterName(nameof(cursor));
    }

    [Fact]
    public async Task Filters_by_time_are_half_open()
    {
        await Open("pro");
        foreach (string at in new[] { "2026-01-06", "2026-01-07", "2026-01-08" })
        {
            At(at);
            await Consume(1);
        }

        IReadOnlyList<Transaction> rows = await Rows(new() { From = Instant("2026-01-06"), To = Instant("2026-01-08") });
        rows.Select(r => r.Sequence).Should().Equal(2, 3);
        (await Rows(new() { From = Instant("2026-01-08") })).Select(r => r.Sequence).Should().Equal(4);
        (await Rows(new() { To = Instant("2026-01-06") })).Select(r => r.Sequence).Should().Equal(1);
        (await Rows(new() { From = Instant("2026-01-08"), To = Instant("2026-01-08") })).Should().BeEmpty();
        (await Rows(new() { From = Instant("2026-01-09"), To = Instant("2026-01-05") })).Should().BeEmpty();
    }

    [Fact]
    public async Task Filters_by_type_kind_user_and_feature_apply_together()
    {
        await Open("pro");
        await Consume(1, "unit", Ada);
        await Consume(2, "other", Ada);
        await Consume(3, "unit", Linus);
        await Reserve("r", 4, "unit", by: Linus);
        await Release("r", by: Ada);
        (await Rows(new() { Type = TransactionType.Credit })).Select(r => r.Sequence).Should().Equal(1, 6);
        (await Rows(new() { Type = TransactionType.Debit })).Select(r => r.Sequence).Should().Equal(2, 3, 4, 5);
        (await Rows(new() { Kind = TransactionKind.Consumed })).Select(r => r.Sequence).Should().Equal(2, 3, 4);
        (await Rows(new() { Feature = "unit" })).Select(r => r.Sequence).Should().Equal(2, 4, 5, 6);
        (await Rows(new() { User = "u2" })).Select(r => r.Sequence).Should().Equal(4, 5);
        (await Rows(new() { User = "u2", Kind = TransactionKind.Consumed, Feature = "unit", Type = TransactionType.Debit })).Select(r => r.Sequence).Should().Equal(4);
        (await Rows(new() { Type = TransactionType.Credit, Kind = TransactionKind.Consumed })).Should().BeEmpty();
        (await Rows(new() { Feature = "Unit" })).Should().BeEmpty();
    }

    [Fact]
    public async Task The_user_of_a_filter_is_the_rows_actor_not_the_debits_owner()
    {
        await Open("pro");
        await Reserve("r", 10, by: Ada);
        await Capture("r", 4, by: Linus);
        (await Rows(new() { User = "u1" })).Select(r => r.Kind).Should().Equal(TransactionKind.Reserved);
        (await Rows(new() { User = "u2" })).Select(r => r.Kind).Should().Equal(TransactionKind.Returned);
        (await Rows(new() { User = "boss" })).Select(r => r.Kind).Should().Equal(TransactionKind.GrantIssued);
    }

    [Fact]
    public async Task Filtered_pages_are_full_as_long_as_there_are_rows()
    {
        await Open("pro");
        for (int i = 1; i <= 10; i++)
        {
            await Consume(i, i % 3 == 0 ? "other" : "unit");
        }

        TransactionFilter filter = new() { Feature = "other" };
        TransactionPage first = (await Admin.GetTransactionsAsync(Acme, Grace, filter, 2)).Value;
        TransactionPage second = (await Admin.GetTransactionsAsync(Acme, Grace, filter, 2, first.Next)).Value;
        first.Rows.Select(r => r.Amount).Should().Equal((CreditAmount)9, (CreditAmount)6);
        second.Rows.Select(r => r.Amount).Should().Equal((CreditAmount)3);
        second.Next.Should().BeNull();
    }

    [Fact]
    public async Task A_wallet_without_rows_has_an_empty_page()
    {
        await Open();
        TransactionPage page = (await Admin.GetTransactionsAsync(Acme, Grace)).Value;
        page.Rows.Should().BeEmpty();
        page.Next.Should().BeNull();
    }
}
