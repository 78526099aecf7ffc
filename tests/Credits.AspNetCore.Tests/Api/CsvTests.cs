using System.Net;
using Credits.AspNetCore.Tests.Host;
using Credits.Storage;
using Credits.Testing;

namespace Credits.AspNetCore.Tests.Api;

/// <summary>The download for spreadsheets.</summary>
public sealed class CsvTests(SharedHost shared) : IClassFixture<SharedHost>
{
    [Fact]
    public async Task A_file_of_the_rows_that_are_asked_for()
    {
        await using WebHost host = await WebHost.StartAsync();
        (await host.Credits.ConsumeAsync("acme", "test-cases", Actor.Member("ada", "Ada, \"the\" Lovelace"), 1, operation: "c1")).GetValueOrThrow();
        Answer file = (await host.As("grace").GetAsync("/transactions.csv?oldestFirst=true&kind=consumed")).ShouldBe(HttpStatusCode.OK);
        file.Headers["Content-Type"].Should().StartWith("text/csv");
        file.Headers["Content-Disposition"].Should().Be("attachment; filename=\"transactions.csv\"");
        file.Headers["X-Content-Type-Options"].Should().Be("nosniff");
        string[] lines = file.Text.Split("\r\n");
        lines.Should().HaveCount(3);
        lines[0].Should().StartWith("sequence,at,type");
        lines[1].Should().Be("2,2026-01-05T09:00:00Z,debit,consumed,10,990,ada,\"Ada, \"\"the\"\" Lovelace\",test-cases,1,,,c1,complimentary-0000000001: 10,");
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil\")")]
    [InlineData("+1+1")]
    [InlineData("-1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("\n=1+1")]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠x")]
    public async Task What_a_spreadsheet_would_run_is_text(string text)
    {
        WebHost host = shared.Host;
        (await host.Admin.GrantAsync("acme", new(1, GrantKind.Promotional) { Note = text }, Actor.System)).GetValueOrThrow();
        if (!char.IsControl(text[0]))
        {
            (await host.Credits.ConsumeAsync("acme", "test-cases", Actor.Member(text, text), 1, operation: text)).GetValueOrThrow();
        }

        string file = (await host.As("grace").GetAsync("/transactions.csv")).ShouldBe(HttpStatusCode.OK).Text;
        file.Should().Contain("'" + text.Replace("\"", "\"\"", StringComparison.Ordinal));
        foreach (string cell in new[] { "," + text, ",\"" + text, "\r\n" + text })
        {
            file.Should().NotContain(cell);
        }
    }

    [Fact]
    public async Task A_mark_at_the_front_tells_spreadsheets_the_encoding_where_it_is_asked_for()
    {
        WebHost host = shared.Host;
        foreach ((string query, bool marked) in new[] { ("?bom=true", true), ("", false) })
        {
            using HttpResponseMessage response = await host.As("grace").StreamAsync(Caller.Path("acme", "/transactions.csv" + query));
            byte[] bytes = await response.Content.ReadAsByteArrayAsync();
            (bytes is [0xEF, 0xBB, 0xBF, ..]).Should().Be(marked);
        }
    }

    [Fact]
    public async Task A_store_that_fails_before_the_first_row_is_answered_and_one_that_fails_later_breaks_the_file_off()
    {
        FaultyStore store = new(new InMemoryStore());
        await using WebHost host = await WebHost.StartAsync(store: store);
        store.Fail(StoreCall.Read);
        Answer failed = (await host.As("grace").GetAsync("/transactions.csv")).ShouldBe(HttpStatusCode.ServiceUnavailable, "unavailable");
        failed.Headers.Should().NotContainKey("Content-Disposition");
        failed.Headers["Retry-After"].Should().Be("1");
        failed.Headers["Content-Type"].Should().Be("application/problem+json");
    }
}
