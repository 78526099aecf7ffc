namespace Credits.Cli.Tests;

public sealed class ValidationTests
{
    private const string Open = """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"acme","plan":"pro"}""";

    [Theory]
    // What commands have in common, in its order: wallet, operation, actor.
    [InlineData("""{"op":"consume"}""", "required wallet")]
    [InlineData("""{"op":"consume","wallet":null}""", "required wallet")]
    [InlineData("""{"op":"consume","wallet":""}""", "invalid_value wallet")]
    [InlineData("""{"op":"consume","wallet":7}""", "invalid_value wallet")]
    [InlineData("""{"op":"consume","wallet":"a\u0000b"}""", "invalid_value wallet")]
    [InlineData("""{"op":"consume","wallet":"\ud800"}""", "invalid_value wallet")]
    [InlineData("""{"op":"consume","wallet":"","operation":"","actor":1,"feature":""}""", "invalid_value wallet")]
    [InlineData("""{"op":"consume","wallet":"acme","operation":"","actor":1,"feature":""}""", "invalid_value operation")]
    [InlineData("""{"op":"consume","wallet":"acme","operation":"op-0000000001","feature":"visual","quantity":1}""", "invalid_value operation")]
    [InlineData("""{"op":"consume","wallet":"acme","actor":1,"feature":""}""", "invalid_value actor")]
    [InlineData("""{"op":"consume","wallet":"acme","actor":{"name":"Ada","role":"member"},"feature":""}""", "required actor")]
    [InlineData("""{"op":"consume","wallet":"acme","actor":{"id":"u1","role":"member"},"feature":""}""", "required actor")]
    [InlineData("""{"op":"consume","wallet":"acme","actor":{"id":"u1","name":"Ada"},"feature":""}""", "required actor")]
    [InlineData("""{"op":"consume","wallet":"acme","actor":{"id":"u1","name":"Ada","role":null},"feature":""}""", "required actor")]
    [InlineData("""{"op":"consume","wallet":"acme","actor":{"id":"","role":"member"},"feature":""}""", "invalid_value actor")]
    [InlineData("""{"op":"consume","wallet":"acme","actor":{"id":"u1","name":"Ada","role":"boss"},"feature":""}""", "invalid_value actor")]
    // Debits.
    [InlineData("""{"op":"consume","wallet":"acme","quantity":-1}""", "required feature")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"","quantity":-1}""", "invalid_value feature")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"visual","quantity":-1,"allowPartial":1}""", "invalid_value quantity")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"visual","quantity":0}""", "invalid_value quantity")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"visual","quantity":0.0000001}""", "invalid_value quantity")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"visual","quantity":9223372036855}""", "invalid_value quantity")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"visual","quantity":"01"}""", "invalid_value quantity")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"visual","quantity":"1."}""", "invalid_value quantity")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"visual","quantity":"+1"}""", "invalid_value quantity")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"visual","quantity":" 1"}""", "invalid_value quantity")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"visual","quantity":""}""", "invalid_value quantity")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"visual","quantity":true}""", "invalid_value quantity")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"visual","quantity":[1]}""", "invalid_value quantity")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"assistant","quantity":{}}""", "invalid_value quantity")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"assistant","quantity":{"inputTokens":null}}""", "invalid_value quantity")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"assistant","quantity":{"inputTokens":0}}""", "invalid_value quantity")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"assistant","quantity":{"inputTokens":1,"outputTokens":-1}}""", "invalid_value quantity")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"assistant","quantity":{"":1}}""", "invalid_value quantity")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"visual","allowPartial":"true"}""", "invalid_value allowPartial")]
    [InlineData("""{"op":"quote","wallet":"acme","feature":"visual","quantity":"x"}""", "invalid_value quantity")]
    // Reservations.
    [InlineData("""{"op":"reserve","wallet":"acme","feature":"visual","reservation":"","ttl":""}""", "invalid_value reservation")]
    [InlineData("""{"op":"reserve","wallet":"acme","feature":"visual","ttl":"PT0S"}""", "invalid_value ttl")]
    [InlineData("""{"op":"reserve","wallet":"acme","feature":"visual","ttl":"P7DT0.000001S"}""", "invalid_value ttl")]
    [InlineData("""{"op":"extend","wallet":"acme","ttl":""}""", "required reservation")]
    [InlineData("""{"op":"extend","wallet":"acme","reservation":"r"}""", "required ttl")]
    [InlineData("""{"op":"extend","wallet":"acme","reservation":"r","ttl":"P1W"}""", "invalid_value ttl")]
    [InlineData("""{"op":"capture","wallet":"acme","quantity":-1}""", "required reservation")]
    [InlineData("""{"op":"capture","wallet":"acme","reservation":"r","quantity":-1}""", "invalid_value quantity")]
    [InlineData("""{"op":"capture","wallet":"acme","reservation":"r","quantity":{}}""", "invalid_value quantity")]
    [InlineData("""{"op":"release","wallet":"acme"}""", "required reservation")]
    // Grants.
    [InlineData("""{"op":"grant","wallet":"acme","kind":"boo"}""", "required amount")]
    [InlineData("""{"op":"grant","wallet":"acme","amount":0,"kind":"boo"}""", "invalid_value amount")]
    [InlineData("""{"op":"grant","wallet":"acme","amount":1,"grant":""}""", "required kind")]
    [InlineData("""{"op":"grant","wallet":"acme","amount":1,"kind":"purchased","grant":""}""", "invalid_value kind")]
    [InlineData("""{"op":"grant","wallet":"acme","amount":1,"kind":"Promotional"}""", "invalid_value kind")]
    [InlineData("""{"op":"grant","wallet":"acme","amount":1,"kind":"promotional","grant":"plan-0000000001","priority":256}""", "invalid_value grant")]
    [InlineData("""{"op":"grant","wallet":"acme","amount":1,"kind":"promotional","operation":"plan-0000000001"}""", "invalid_value operation")]
    [InlineData("""{"op":"grant","wallet":"acme","amount":1,"kind":"promotional","priority":256,"effectiveAt":1}""", "invalid_value priority")]
    [InlineData("""{"op":"grant","wallet":"acme","amount":1,"kind":"promotional","priority":1.5}""", "invalid_value priority")]
    [InlineData("""{"op":"grant","wallet":"acme","amount":1,"kind":"promotional","effectiveAt":"2026-01-05","expiresAt":1}""", "invalid_value effectiveAt")]
    [InlineData("""{"op":"grant","wallet":"acme","amount":1,"kind":"promotional","effectiveAt":"2027-01-01T00:00:00Z","expiresAt":"2027-01-01T00:00:00Z","note":""}""", "invalid_value expiresAt")]
    [InlineData("""{"op":"grant","wallet":"acme","amount":1,"kind":"promotional","expiresAt":"2026-01-05T09:01:00Z"}""", "invalid_value expiresAt")]
    [InlineData("""{"op":"grant","wallet":"acme","amount":1,"kind":"promotional","note":""}""", "invalid_value note")]
    [InlineData("""{"op":"purchase","wallet":"acme","amount":"1e-7"}""", "invalid_value amount")]
    [InlineData("""{"op":"purchase","wallet":"acme","amount":1,"kind":"promotional"}""", "unknown_field kind")]
    [InlineData("""{"op":"purchase","wallet":"acme","amount":1,"expiresAt":"2026-01-05T09:00:00.0000001Z"}""", "invalid_value expiresAt")]
    [InlineData("""{"op":"void","wallet":"acme","amount":0}""", "required grant")]
    [InlineData("""{"op":"void","wallet":"acme","grant":"g","amount":0}""", "invalid_value amount")]
    [InlineData("""{"op":"void","wallet":"acme","grant":"g"}""", "required reason")]
    [InlineData("""{"op":"refund","wallet":"acme","reason":""}""", "required target")]
    [InlineData("""{"op":"refund","wallet":"acme","target":"t","reason":""}""", "invalid_value reason")]
    // Plans, limits, alerts.
    [InlineData("""{"op":"open","wallet":"b","plan":"","zone":""}""", "invalid_value plan")]
    [InlineData("""{"op":"open","wallet":"b","zone":"Mars/Olympus"}""", "invalid_value zone")]
    [InlineData("""{"op":"open","wallet":"b","zone":""}""", "invalid_value zone")]
    [InlineData("""{"op":"change_plan","wallet":"acme","when":"soon"}""", "required plan")]
    [InlineData("""{"op":"change_plan","wallet":"acme","plan":"pro","when":"period_end"}""", "invalid_value when")]
    [InlineData("""{"op":"cancel_plan","wallet":"acme","when":"auto"}""", "invalid_value when")]
    [InlineData("""{"op":"set_limits","wallet":"acme"}""", "required limits")]
    [InlineData("""{"op":"set_limits","wallet":"acme","limits":{}}""", "invalid_value limits")]
    [InlineData("""{"op":"set_limits","wallet":"acme","limits":[7]}""", "invalid_value limits")]
    [InlineData("""{"op":"set_limits","wallet":"acme","limits":[{"hard":1}]}""", "required limits")]
    [InlineData("""{"op":"set_limits","wallet":"acme","limits":[{"id":""}]}""", "invalid_value limits")]
    [InlineData("""{"op":"set_limits","wallet":"acme","limits":[{"id":"a"},{"id":"a"}]}""", "invalid_value limits")]
    [InlineData("""{"op":"set_limits","wallet":"acme","limits":[{"id":"a","window":"year"}]}""", "invalid_value limits")]
    [InlineData("""{"op":"set_limits","wallet":"acme","limits":[{"id":"a","soft":[0]}]}""", "invalid_value limits")]
    [InlineData("""{"op":"set_limits","wallet":"acme","limits":[{"id":"a","soft":["0%"]}]}""", "invalid_value limits")]
    [InlineData("""{"op":"set_limits","wallet":"acme","limits":[{"id":"a","soft":[null]}]}""", "invalid_value limits")]
    [InlineData("""{"op":"set_limits","wallet":"acme","limits":[{"id":"a","soft":80}]}""", "invalid_value limits")]
    [InlineData("""{"op":"set_limits","wallet":"acme","limits":[{"id":"a","hard":-1}]}""", "invalid_value limits")]
    [InlineData("""{"op":"set_limits","wallet":"acme","limits":[{"id":"a","hard":"%"}]}""", "invalid_value limits")]
    [InlineData("""{"op":"set_limits","wallet":"acme","limits":[{"id":"a","hard":"80 %"}]}""", "invalid_value limits")]
    [InlineData("""{"op":"set_limits","wallet":"acme","limits":[{"id":"a","purchasesRaise":"yes"}]}""", "invalid_value limits")]
    [InlineData("""{"op":"set_alerts","wallet":"acme","lowBalance":5,"expiringLead":""}""", "invalid_value lowBalance")]
    [InlineData("""{"op":"set_alerts","wallet":"acme","lowBalance":[0]}""", "invalid_value lowBalance")]
    [InlineData("""{"op":"set_alerts","wallet":"acme","expiringLead":"P1M"}""", "invalid_value expiringLead")]
    // Reads.
    [InlineData("""{"op":"balance","wallet":"acme","asOf":"yesterday"}""", "invalid_value asOf")]
    [InlineData("""{"op":"balance","wallet":"acme","operation":""}""", "invalid_value operation")]
    [InlineData("""{"op":"transactions","wallet":"acme","from":1,"to":1}""", "invalid_value from")]
    [InlineData("""{"op":"transactions","wallet":"acme","type":"grant_issued","kind":"debit"}""", "invalid_value type")]
    [InlineData("""{"op":"transactions","wallet":"acme","kind":"promotional"}""", "invalid_value kind")]
    [InlineData("""{"op":"transactions","wallet":"acme","user":"","feature":""}""", "invalid_value user")]
    [InlineData("""{"op":"transactions","wallet":"acme","oldestFirst":0}""", "invalid_value oldestFirst")]
    [InlineData("""{"op":"usage","wallet":"acme","to":"2026-01-01T00:00:00+00:00"}""", "invalid_value to")]
    [InlineData("""{"op":"usage","wallet":"acme"}""", "required by")]
    [InlineData("""{"op":"usage","wallet":"acme","by":"month"}""", "invalid_value by")]
    // What is unknown comes last, the first in the line; what is nested names its top-level field.
    [InlineData("""{"op":"advance","wallet":"acme"}""", "unknown_field wallet")]
    [InlineData("""{"op":"consume","x":1,"wallet":"acme","feature":"visual","quantity":-1}""", "invalid_value quantity")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"visual","quantity":1,"zone":"UTC","x":1}""", "unknown_field zone")]
    [InlineData("""{"op":"consume","x":1,"wallet":"acme","feature":"visual","quantity":1,"zone":"UTC"}""", "unknown_field x")]
    [InlineData("""{"op":"consume","x":null,"y":{"x":[1]},"wallet":"acme","feature":"visual","quantity":1}""", "unknown_field y")]
    [InlineData("""{"op":"consume","x":1,"y":1,"x":null,"wallet":"acme","feature":"visual","quantity":1}""", "unknown_field y")]
    [InlineData("""{"op":"consume","wallet":"acme","actor":{"id":"u","name":"U","role":"member","x":1},"x":1,"feature":"visual","quantity":1}""", "unknown_field actor")]
    [InlineData("""{"op":"consume","wallet":"acme","x":1,"actor":{"id":"u","name":"U","role":"member","x":1},"feature":"visual","quantity":1}""", "unknown_field x")]
    [InlineData("""{"op":"consume","wallet":"acme","actor":{"id":"u","name":"U","role":"member","x":1},"feature":""}""", "invalid_value feature")]
    [InlineData("""{"op":"set_limits","wallet":"acme","limits":[{"id":"a","x":1}]}""", "unknown_field limits")]
    [InlineData("""{"op":"set_limits","wallet":"acme","limits":[{"id":"a","x":1},{"id":""}]}""", "invalid_value limits")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"visual","quantity":1,"\u007aone":"UTC"}""", "unknown_field zone")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"visual","quantity":1,"Wallet":"b"}""", "unknown_field Wallet")]
    public async Task A_command_that_can_never_be_right_is_invalid_and_names_its_first_failure(string command, string expected)
    {
        Simulated simulated = await Simulated.RunAsync(Open, command.Insert(1, "\"at\":\"2026-01-05T09:01:00Z\","));

        simulated.ExitCode.Should().Be(0);
        $"{simulated.Answer(2).GetProperty("code")} {simulated.Answer(2).GetProperty("field")}".Should().Be(expected);
        simulated.Answer(2).GetProperty("status").GetString().Should().Be("invalid");
        simulated.Answer(2).TryGetProperty("available", out _).Should().BeFalse();
        simulated.Answer(2).TryGetProperty("reserved", out _).Should().BeFalse();
    }

    [Theory]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"test-cases","quantity":"1e1"}""", "100")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"test-cases","quantity":10.0}""", "100")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"test-cases","quantity":1E+1}""", "100")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"test-cases","quantity":null}""", "50")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"test-cases","quantity":3,"quantity":0.1}""", "1")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"test-cases","actor":null,"operation":null,"allowPartial":null,"zone":null}""", "50")]
    [InlineData("""{"op":"consume","wallet":"x","feature":"test-cases","wallet":"acme"}""", "50")]
    [InlineData("""{"op":"consume","\u0077allet":"\u0061cme","feature":"test-cases"}""", "50")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"assistant","quantity":{"inputTokens":1e3,"inputTokens":"2000"}}""", "2")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"assistant","quantity":{"inputTokens":1000,"outputTokens":null}}""", "1")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"test-cases","actor":{"id":"x","id":"u1","name":"Ada","role":"member"}}""", "50")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"test-cases","operation":"plan-0000000001"}""", "50")]
    [InlineData("""{"op":"consume","wallet":"acme","feature":"test-cases","operation":"op-00000000001"}""", "50")]
    public async Task Numbers_nulls_and_names_given_twice_are_read_leniently(string command, string amount)
    {
        Simulated simulated = await Simulated.RunAsync(Open, command.Insert(1, "\"at\":\"2026-01-05T09:01:00Z\","));

        Simulated.Show(simulated.Answer(2), "status", "amount").Should().Be($"status=accepted amount={amount}");
    }

    [Fact]
    public async Task An_operation_of_the_library_s_form_is_fine_where_the_grant_has_an_id_of_its_own()
    {
        Simulated simulated = await Simulated.RunAsync(
            Open,
            """{"at":"2026-01-05T09:01:00Z","op":"purchase","wallet":"acme","operation":"plan-0000000009","grant":"mine","amount":1}""");

        Simulated.Show(simulated.Answer(2), "status", "operation", "grant").Should().Be("status=accepted operation=plan-0000000009 grant=mine");
    }

    [Fact]
    public async Task An_advance_takes_operation_and_actor_and_checks_them()
    {
        Simulated simulated = await Simulated.RunAsync(
            """{"at":"2026-01-05T09:01:00Z","op":"advance","operation":"a","actor":{"id":"u","name":"U","role":"admin"}}""",
            """{"at":"2026-01-05T09:01:00Z","op":"advance","actor":{}}""",
            """{"at":"2026-01-05T09:01:00Z","op":"advance","wallet":null}""");

        simulated.Lines.Select(l => l.GetProperty("status").GetString()).Should().Equal("accepted", "invalid", "accepted");
    }
}
