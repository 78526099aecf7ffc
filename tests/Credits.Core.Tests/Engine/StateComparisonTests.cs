using System.Text;
using Credits.Domain;
using Credits.Engine;
using Credits.Tests.Domain.Journal;
using NodaTime;

namespace Credits.Tests.Engine;

public sealed class StateComparisonTests
{
    private const string State =
        """
        {"version":6,"t":1767600000000000,"b":5045000000,"r":20000000,
         "subscription":{"plan":{"code":"pro","allowance":5000000000}},
         "limits":[{"id":"month","hard":900000000}],
         "lots":[{"g":"a","kind":"plan","m":5000000000,"consumed":55000000},{"g":"b","kind":"purchased","m":100000000}],
         "reservations":[{"i":"r-1","u":"u1","f":"unit","m":20000000,"l":"a","expires":1767603600000000}],
         "usage":[{"u":"u1","f":"unit","w":[1000000,2000000,3000000,4000000,5000000,6000000]}],
         "daily":[{"f":"unit","days":[[20457,1000000],[20458,2000000]]}]}
        """;

    [Theory]
    [InlineData("\"b\":5045000000", "\"b\":5045000001", null, null, "available", "5045.000001", "5045")]
    [InlineData("\"r\":20000000,", "", null, null, "reserved", "0", "20")]
    [InlineData("\"t\":1767600000000000", "\"t\":1767600000000001", null, null, "at", "2026-01-05T08:00:00.000001Z", "2026-01-05T08:00:00Z")]
    [InlineData("\"code\":\"pro\"", "\"code\":\"max\"", null, null, "subscription.plan.code", "max", "pro")]
    [InlineData("\"hard\":900000000", "\"hard\":\"5%\"", null, null, "limits[month].hard", "5%", "900")]
    [InlineData("\"consumed\":55000000", "\"consumed\":50000000", "a", null, "consumed", "50", "55")]
    [InlineData(",\"consumed\":55000000", "", "a", null, "consumed", "0", "55")]
    [InlineData("\"g\":\"b\",\"kind\":\"purchased\"", "\"g\":\"b\",\"kind\":\"adjustment\"", "b", null, "kind", "adjustment", "purchased")]
    [InlineData("1767603600000000", "1767603600000001", null, "r-1", "expires", "2026-01-05T09:00:00.000001Z", "2026-01-05T09:00:00Z")]
    [InlineData("\"l\":\"a\"", "\"l\":[[\"a\",1],[\"b\",2]]", null, "r-1", "lots", "[[\"a\",1],[\"b\",2]]", "a")]
    [InlineData("[20458,2000000]", "[20458,2500000]", null, null, "daily[unit].days[2026-01-05]", "2.5", "2")]
    [InlineData("2000000,3000000", "2000000,3500000", null, null, "usage[u1, unit].used[month]", "3.5", "3")]
    public void A_difference_is_told_with_its_place_and_both_values_as_people_read_them(
        string before, string after, string? grant, string? reservation, string field, string stored, string replayed)
    {
        State.Should().Contain(before);

        StateComparison.Find(Utf8(State.Replace(before, after, StringComparison.Ordinal)), Utf8(State))
            .Should().Equal(new StateDifference(field, grant, reservation, stored, replayed));
    }

    [Fact]
    public void What_is_missing_or_too_much_is_told_as_a_whole()
    {
        string without = State.Replace(",{\"g\":\"b\",\"kind\":\"purchased\",\"m\":100000000}", "", StringComparison.Ordinal);
        const string Lot = """{"g":"b","kind":"purchased","m":100000000}""";

        StateComparison.Find(Utf8(without), Utf8(State)).Should().Equal(new StateDifference("the whole of it", "b", null, null, Lot));
        StateComparison.Find(Utf8(State), Utf8(without)).Should().Equal(new StateDifference("the whole of it", "b", null, Lot, null));
    }

    [Fact]
    public void A_list_that_is_left_out_is_an_empty_one()
    {
        const string Two = """{"lots":[{"g":"a"},{"g":"b"}]}""";

        StateComparison.Find(Utf8("{}"), Utf8(Two)).Select(d => (d.Grant, d.Stored, d.Replayed)).Should().Equal(("a", null, """{"g":"a"}"""), ("b", null, """{"g":"b"}"""));
        StateComparison.Find(Utf8(Two), Utf8("{}")).Select(d => (d.Grant, d.Stored, d.Replayed)).Should().Equal(("a", """{"g":"a"}""", null), ("b", """{"g":"b"}""", null));
    }

    [Fact]
    public void Another_order_is_a_difference_too()
    {
        string turned = """{"lots":[{"g":"b"},{"g":"a"}]}""";

        StateComparison.Find(Utf8(turned), Utf8("""{"lots":[{"g":"a"},{"g":"b"}]}""")).Should().ContainSingle().Which.Field.Should().Contain("order");
    }

    [Fact]
    public void Whatever_a_command_changes_in_a_wallet_is_told_and_turning_it_round_tells_the_same()
    {
        Random random = new(3);
        ScriptedWallet wallet = ScriptedWallet.Open("pro");
        string before = wallet.Snapshot;
        int changes = 0;
        for (int step = 0; step < 300; step++)
        {
            Command command = RandomCommands.Next(random, wallet);
            wallet.Run(command, $"op{step}", wallet.Now += RandomCommands.Wait(random));
            string after = wallet.Snapshot;
            if (after != before)
            {
                changes++;
                IReadOnlyList<StateDifference> found = StateComparison.Find(Utf8(before), Utf8(after));
                found.Should().NotBeEmpty().And.OnlyContain(d => d.Stored != d.Replayed).And.NotContain(d => d.Field.Contains("order"));
                StateComparison.Find(Utf8(after), Utf8(before)).Select(d => (d.Grant, d.Reservation, d.Field, d.Replayed, d.Stored))
                    .Should().BeEquivalentTo(found.Select(d => (d.Grant, d.Reservation, d.Field, d.Stored, d.Replayed)));
            }

            before = after;
        }

        changes.Should().BeGreaterThan(100);
    }

    private static byte[] Utf8(string json) => Encoding.UTF8.GetBytes(json);
}
