using System.Globalization;
using Credits.Pricing;

namespace Credits.Tests.Semantics.Transactions;

/// <summary>Section 9: export as CSV.</summary>
public sealed class CsvTests : Scenario
{
    private const string Header = "sequence,at,type,kind,amount,balance,actor_id,actor_name,feature,quantity,reservation,grant,operation,allocations,reason";

    [Fact]
    public async Task Rows_come_newest_first_under_a_header()
    {
        await Open("free", operation: "o");
        await Consume(2.5m, "test-cases", operation: "gen");
        (await Csv()).Should().Equal(
            Header,
            "2,2026-01-05T09:00:00Z,debit,consumed,25,975,u1,Ada,test-cases,2.5,,,gen,complimentary-0000000001: 25,",
            "1,2026-01-05T09:00:00Z,credit,grant_issued,1000,1000,boss,Grace,,,,complimentary-0000000001,o,,");
    }

    [Fact]
    public async Task The_oldest_first_where_asked_and_only_those_of_the_filter()
    {
        await Open("free");
        await Consume(1);
        await Consume(2);
        IReadOnlyList<string> lines = await Csv(new() { Kind = TransactionKind.Consumed }, oldestFirst: true);
        lines.Select(l => l.Split(',')[0]).Should().Equal("sequence", "2", "3");
    }

    [Fact]
    public async Task It_tells_how_many_rows_it_wrote()
    {
        await Open("free");
        await Consume(1);
        using StringWriter output = new();
        (await Admin.ExportTransactionsAsync(Acme, Grace, output)).Value.Should().Be(2);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil\")")]
    [InlineData("+1+1")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("\n=1+1")]
    [InlineData("＝1+1")]
    public async Task What_a_spreadsheet_would_take_for_a_formula_is_made_text(string note)
    {
        await Open();
        await Purchase("p", 1, note: note);
        string cell = (await Cells())[^1][14];
        cell.Should().StartWith("'");
        cell[1..].Should().Be(note);
    }

    [Theory]
    [InlineData("actor")]
    [InlineData("feature")]
    [InlineData("reservation")]
    [InlineData("operation")]
    [InlineData("grant")]
    public async Task So_is_every_other_text_a_user_can_choose(string field)
    {
        const string Formula = "=1+1";
        Catalog = new([], [.. UsualFeatures, new(Formula, new UnitPrice(1))]);
        await Open();
        await Purchase(field == "grant" ? Formula : "p", 10);
        await Reserve(
            field == "reservation" ? Formula : "r",
            1,
            field == "feature" ? Formula : "unit",
            by: field == "actor" ? Actor.Member(Formula, Formula) : Ada,
            operation: field == "operation" ? Formula : "o");
        foreach (string[] row in await Cells())
        {
            row.Should().NotContain(c => c.StartsWith('=')).And.HaveCount(15);
        }

        (await Cells()).SelectMany(r => r).Should().Contain(c => c.StartsWith("'=1+1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Commas_quotes_and_lines_are_quoted()
    {
        await Open();
        await Purchase("p,1", 1, note: "say \"hi\"\r\nand bye, Ada");
        string[] row = (await Cells())[^1];
        row.Should().HaveCount(15);
        row[11].Should().Be("p,1");
        row[14].Should().Be("say \"hi\"\r\nand bye, Ada");
    }

    [Fact]
    public async Task Numbers_and_instants_are_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            At("2026-01-05T09:00:00.25Z");
            await Open("free", operation: "o");
            await Consume(0.5m, operation: "c");
            (await Csv())[1].Should().Be("2,2026-01-05T09:00:00.25Z,debit,consumed,0.5,999.5,u1,Ada,unit,0.5,,,c,complimentary-0000000001: 0.5,");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task A_refused_export_writes_nothing()
    {
        await Open("free");
        using StringWriter output = new();
        (await Admin.ExportTransactionsAsync(Acme, Ada, output)).Refusal!.Code.Should().Be(RefusalCode.NotAuthorized);
        (await Admin.ExportTransactionsAsync("nobody", Grace, output)).Refusal!.Code.Should().Be(RefusalCode.WalletNotFound);
        output.ToString().Should().BeEmpty();
    }

    [Fact]
    public async Task An_export_has_all_rows_however_many()
    {
        await Open("pro");
        for (int i = 0; i < 1_500; i++)
        {
            await Consume(1);
        }

        (await Csv()).Should().HaveCount(1_502);
    }

    private async Task<string> Export(TransactionFilter? filter = null, bool oldestFirst = false)
    {
        await using StringWriter output = new();
        _ = (await Admin.ExportTransactionsAsync(Acme, Grace, output, filter, oldestFirst)).Value;
        return output.ToString();
    }

    private async Task<IReadOnlyList<string>> Csv(TransactionFilter? filter = null, bool oldestFirst = false) =>
        (await Export(filter, oldestFirst)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The rows without the header, read as RFC 4180 says.</summary>
    private async Task<IReadOnlyList<string[]>> Cells()
    {
        string text = await Export(oldestFirst: true);
        List<string[]> rows = [];
        List<string> row = [];
        System.Text.StringBuilder cell = new();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted)
            {
                if (c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else if (c == '"')
                {
                    quoted = false;
                }
                else
                {
                    cell.Append(c);
                }
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c == ',')
            {
                row.Add(cell.ToString());
                cell.Clear();
            }
            else if (c == '\r' && text[i + 1] == '\n')
            {
                i++;
                row.Add(cell.ToString());
                cell.Clear();
                rows.Add([.. row]);
                row.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        quoted.Should().BeFalse();
        return [.. rows.Skip(1)];
    }
}
