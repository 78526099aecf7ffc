using System.Text.Json;

namespace Credits.Cli.Tests;

public sealed class AnswersTests
{
    private const string Open = """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"acme","plan":"pro"}""";

    [Fact]
    public async Task A_capture_of_nothing_is_a_release_that_shows_amount_0()
    {
        Simulated simulated = await Simulated.RunAsync(
            Open,
            """{"at":"2026-01-05T09:01:00Z","op":"reserve","wallet":"acme","feature":"assistant","quantity":{"inputTokens":5000},"reservation":"r"}""",
            """{"at":"2026-01-05T09:02:00Z","op":"capture","wallet":"acme","reservation":"r","quantity":{"inputTokens":0}}""",
            """{"at":"2026-01-05T09:03:00Z","op":"release","wallet":"acme","reservation":"r"}""");

        Simulated.Show(simulated.Answer(2), "status", "available", "reserved", "reservation", "amount").Should().Be("status=accepted available=4995 reserved=5 reservation=r amount=5");
        Simulated.Show(simulated.Answer(3), "status", "amount", "returned", "available", "shortfall").Should().Be("status=accepted amount=0 returned=5 available=5000");
        Simulated.Show(simulated.Answer(4), "status", "code", "available").Should().Be("status=refused code=reservation_released available=5000");
    }

    [Fact]
    public async Task A_partial_capture_tells_what_it_could_not_take()
    {
        Simulated simulated = await Simulated.RunAsync(
            """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"acme"}""",
            """{"at":"2026-01-05T09:00:00Z","op":"purchase","wallet":"acme","amount":10}""",
            """{"at":"2026-01-05T09:01:00Z","op":"reserve","wallet":"acme","feature":"assistant","quantity":{"inputTokens":8000},"reservation":"r"}""",
            """{"at":"2026-01-05T09:02:00Z","op":"capture","wallet":"acme","reservation":"r","quantity":{"inputTokens":15000}}""",
            """{"at":"2026-01-05T09:02:00Z","op":"capture","wallet":"acme","reservation":"r","quantity":{"inputTokens":15000},"allowPartial":true}""");

        Simulated.Show(simulated.Answer(4), "code", "available", "reserved", "requested", "shortfall").Should().Be("code=insufficient_credits available=2 reserved=8 requested=7 shortfall=5");
        Simulated.Show(simulated.Answer(5), "status", "amount", "returned", "shortfall").Should().Be("status=accepted amount=10 returned=0 shortfall=5");
    }

    [Fact]
    public async Task A_refused_quote_whose_price_is_known_shows_it_with_the_details_of_the_refusal()
    {
        Simulated simulated = await Simulated.RunAsync(
            Open,
            """{"at":"2026-01-05T09:01:00Z","op":"quote","wallet":"acme","feature":"test-cases","quantity":501}""",
            """{"at":"2026-01-05T09:01:00Z","op":"quote","wallet":"acme","feature":"nothing"}""",
            """{"at":"2026-01-05T09:01:00Z","op":"quote","wallet":"acme","feature":"visual"}""",
            """{"at":"2026-01-05T09:01:00Z","op":"set_limits","wallet":"acme","limits":[{"id":"ever","window":"lifetime","hard":10}]}""",
            """{"at":"2026-01-05T09:01:00Z","op":"quote","wallet":"acme","feature":"test-cases","operation":"ignored"}""",
            """{"at":"2026-01-05T09:01:00Z","op":"quote","wallet":"nobody","feature":"test-cases"}""");

        string[] fields = ["status", "code", "available", "amount", "requested", "shortfall", "policy", "usage", "threshold", "remaining", "resetsAt", "operation", "allocations"];
        simulated.Lines.Where(l => l.GetProperty("op").GetString() == "quote").Select(l => Simulated.Show(l, fields)).Should().Equal(
            "status=refused code=insufficient_credits available=5000 amount=5010 requested=5010 shortfall=10",
            "status=refused code=feature_unknown available=5000",
            "status=refused code=quantity_not_priced available=5000",
            "status=refused code=hard_limit_reached available=5000 amount=50 policy=ever usage=0 threshold=10 remaining=10",
            "status=refused code=wallet_not_found");
    }

    [Fact]
    public async Task Who_is_not_authorized_learns_nothing_about_the_wallet()
    {
        Simulated simulated = await Simulated.RunAsync(
            Open,
            """{"at":"2026-01-05T09:01:00Z","op":"balance","wallet":"acme","actor":{"id":"u1","name":"Ada","role":"member"}}""",
            """{"at":"2026-01-05T09:01:00Z","op":"balance","wallet":"nobody","actor":{"id":"u1","name":"Ada","role":"member"}}""");

        simulated.Lines.Skip(1).Select(l => string.Join(",", l.EnumerateObject().Select(p => p.Name))).Should().AllBe("line,op,status,code,message");
        simulated.Lines.Skip(1).Select(l => l.GetProperty("code").GetString()).Should().AllBe("not_authorized");
    }

    [Fact]
    public async Task A_balance_of_the_past_shows_what_was_held_then_and_one_of_now_what_comes_next()
    {
        Simulated simulated = await Simulated.RunAsync(
            Open,
            """{"at":"2026-01-05T09:01:00Z","op":"grant","wallet":"acme","kind":"promotional","amount":7,"effectiveAt":"2026-01-06T00:00:00Z"}""",
            """{"at":"2026-01-05T09:02:00Z","op":"reserve","wallet":"acme","feature":"test-cases"}""",
            """{"at":"2026-01-05T09:03:00Z","op":"balance","wallet":"acme","asOf":"2026-01-05T09:01:59.999999Z"}""",
            """{"at":"2026-01-05T09:03:00Z","op":"balance","wallet":"acme","asOf":"2026-01-05T09:02:00Z"}""",
            """{"at":"2026-01-05T09:03:00Z","op":"balance","wallet":"acme","asOf":"2027-01-01T00:00:00Z"}""");

        string[] fields = ["available", "reserved", "byKind", "scheduled", "nextReset", "nextExpiry"];
        Simulated.Show(simulated.Answer(4), fields).Should().Be("""available=5000 reserved=0 byKind={"plan":"5000"}""");
        Simulated.Show(simulated.Answer(5), fields).Should().Be("""available=4950 reserved=50 byKind={"plan":"4950"}""");
        Simulated.Show(simulated.Answer(6), fields).Should().Be(
            """available=4950 reserved=50 byKind={"plan":"4950"} scheduled=7 nextReset=2026-02-01T00:00:00Z nextExpiry=2026-02-01T00:00:00Z""");
    }

    [Fact]
    public async Task A_replay_repeats_the_original_answer()
    {
        const string Reserve = """{"at":"2026-01-05T09:01:00Z","op":"reserve","wallet":"acme","operation":"r","feature":"test-cases","quantity":10}""";
        Simulated simulated = await Simulated.RunAsync(
            Open,
            Reserve,
            """{"at":"2026-01-05T09:02:00Z","op":"release","wallet":"acme","reservation":"r"}""",
            Reserve.Replace("09:01", "09:03", StringComparison.Ordinal).Replace("10}", "\"1e1\"}", StringComparison.Ordinal));

        JsonElement original = simulated.Answer(2);
        JsonElement replay = simulated.Answer(4);
        replay.GetProperty("status").GetString().Should().Be("replayed");
        original.EnumerateObject().Where(p => p.Name is not ("line" or "status")).Select(p => p.ToString())
            .Should().Equal(replay.EnumerateObject().Where(p => p.Name is not ("line" or "status")).Select(p => p.ToString()));
    }

    [Fact]
    public async Task Transactions_are_all_rows_whatever_their_number_filtered_and_in_the_order_asked_for()
    {
        string[] commands = [Open, .. Enumerable.Range(0, 2_100).Select(i =>
            $$$"""{"at":"2026-01-05T09:01:00Z","op":"consume","wallet":"acme","operation":"c{{{i}}}","feature":"visual","quantity":1,"actor":{"id":"u{{{i % 2}}}","name":"U","role":"member"}}""")];
        Simulated simulated = await Simulated.RunAsync(
        [
            .. commands,
            """{"at":"2026-01-05T09:02:00Z","op":"transactions","wallet":"acme"}""",
            """{"at":"2026-01-05T09:02:00Z","op":"transactions","wallet":"acme","oldestFirst":true,"user":"u1","type":"debit","kind":"consumed","feature":"visual","from":"2026-01-05T09:01:00Z","to":"2026-01-05T09:01:00.000001Z"}""",
            """{"at":"2026-01-05T09:02:00Z","op":"transactions","wallet":"acme","to":"2026-01-05T09:00:00Z"}""",
        ]);

        simulated.Answer(2_102).GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("seq").GetInt32()).Should().Equal(Enumerable.Range(1, 2_101).Reverse());
        simulated.Answer(2_103).GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("seq").GetInt32()).Should().Equal(Enumerable.Range(0, 1_050).Select(i => 3 + (2 * i)));
        simulated.Answer(2_104).GetProperty("rows").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Time_that_goes_back_leaves_a_wallet_at_its_last_instant()
    {
        Simulated simulated = await Simulated.RunAsync(
            Open,
            """{"at":"2026-01-05T08:00:00Z","op":"reserve","wallet":"acme","feature":"test-cases","ttl":"PT0.5S"}""",
            """{"at":"2026-01-01T00:00:00Z","op":"open","wallet":"other","plan":"pro"}""");

        simulated.Answer(2).GetProperty("expiresAt").GetString().Should().Be("2026-01-05T09:00:00.5Z");
        simulated.Answer(3).GetProperty("status").GetString().Should().Be("accepted");
    }

    [Fact]
    public async Task Names_stay_readable_and_round_trip()
    {
        Simulated simulated = await Simulated.RunAsync(
            """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"Büro \"7\" <&> 💳","plan":"pro"}""",
            """{"at":"2026-01-05T09:00:00Z","op":"consume","wallet":"B\u00fcro \"7\" <&> \ud83d\udcb3","feature":"visual","quantity":1,"actor":{"id":"ü","name":"Ünal \\ Co","role":"member"}}""",
            """{"at":"2026-01-05T09:00:00Z","op":"transactions","wallet":"Büro \"7\" <&> 💳","feature":"visual"}""");

        simulated.Answer(3).GetProperty("rows")[0].GetProperty("actor").GetProperty("name").GetString().Should().Be("Ünal \\ Co");
        simulated.Answer(3).GetRawText().Should().Contain("Ünal");
    }
}
