using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credits.Domain;
using Credits.Journal;
using Credits.Notifications;
using Credits.Pricing;
using NodaTime;

namespace Credits.Tests.Domain.Journal;

public class JournalCodecTests
{
    /// <summary>What is not a value of its own but follows from others, and may be the default in every sample.</summary>
    private static readonly string[] Derived = [nameof(JournalEvent.Subject), nameof(JournalEvent.MakesSubject), nameof(RowEvent.Kind)];

    public static TheoryData<int> FullSamples() => [.. Enumerable.Range(0, EventSamples.Full().Count())];

    public static TheoryData<int> BareSamples() => [.. Enumerable.Range(0, EventSamples.Bare().Count())];

    [Theory]
    [MemberData(nameof(FullSamples))]
    public void Events_with_every_field_come_back_as_they_were(int sample) => ShouldComeBack(EventSamples.Full().ElementAt(sample));

    [Theory]
    [MemberData(nameof(BareSamples))]
    public void Events_with_every_default_come_back_as_they_were(int sample) => ShouldComeBack(EventSamples.Bare().ElementAt(sample));

    [Fact]
    public void No_event_is_forgotten()
    {
        IEnumerable<Type> events = typeof(JournalEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(JournalEvent)) && !t.IsAbstract);
        EventSamples.Full().SelectMany(e => e).Select(e => e.GetType()).Distinct().Should().BeEquivalentTo(events);
    }

    [Fact]
    public void No_notice_is_forgotten()
    {
        IEnumerable<Type> notices = typeof(Notice).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Notice)) && !t.IsAbstract);
        EventSamples.Notices().Select(e => e.GetType()).Distinct().Should().BeEquivalentTo(notices);
    }

    [Fact]
    public void The_samples_set_every_property_of_every_event()
    {
        JournalEvent[] samples = [.. EventSamples.Full().Select(e => EventSamples.Entry(e)).SelectMany(e => e.Events)];
        foreach (IGrouping<Type, JournalEvent> kind in samples.GroupBy(e => e.GetType()))
        {
            foreach (PropertyInfo property in kind.Key.GetProperties().Where(p => !Derived.Contains(p.Name)))
            {
                kind.Any(e => IsSet(property.GetValue(e))).Should().BeTrue($"{kind.Key.Name}.{property.Name} is tried with a value");
            }
        }
    }

    [Fact]
    public void Notices_come_back_as_they_were()
    {
        JournalEntry entry = EventSamples.Entry();
        entry.Notices = EventSamples.Notices();
        JournalCodec.Read(12, JournalCodec.Encode(entry)).Notices.Should().Equal(entry.Notices);
    }

    [Theory]
    [InlineData("u1", "Ada", "op-1", "refund", "Zm9v")]
    [InlineData("u1", "u1", "op-1", "consume", "Zm9v")]
    [InlineData("system", "System", null, null, null)]
    [InlineData("system", "system", null, null, null)]
    [InlineData("system", "System", "op-1", "grant", "Zm9v")]
    [InlineData("ada@example.com", "Ada \"the\" Ünïcode 🎉 </script>", null, null, null)]
    public void Who_did_what_comes_back(string actor, string name, string? operation, string? kind, string? fingerprint)
    {
        JournalEntry entry = new(3, EventSamples.At, actor, name, operation, kind, null) { Fingerprint = fingerprint, Available = 5 };
        JournalEntry read = JournalCodec.Read(3, JournalCodec.Encode(entry));
        read.Should().BeEquivalentTo(entry);
        read.Fingerprint.Should().Be(fingerprint);
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(0L)]
    [InlineData(1L)]
    [InlineData(-1L)]
    [InlineData(long.MaxValue)]
    public void Every_instant_comes_back_from_the_first_to_the_last(long microseconds)
    {
        Instant at = microseconds switch
        {
            long.MinValue => Instant.MinValue,
            long.MaxValue => Instant.MaxValue,
            _ => Instant.FromUnixTimeTicks(microseconds * 10),
        };
        JournalEntry entry = new(1, at, "u1", "u1", null, null, null);
        JournalCodec.Read(1, JournalCodec.Encode(entry)).At.Should().Be(at);
    }

    [Fact]
    public void What_a_store_keeps_beside_an_entry_can_be_left_out_and_put_in_again()
    {
        JournalEntry entry = EventSamples.Entry(EventSamples.Full().ElementAt(20));
        ArrayBufferWriter<byte> output = new();
        JournalCodec.Write(entry, output, hasInstant: false, hasOperation: false);
        JsonNode written = JsonNode.Parse(output.WrittenSpan)!;
        written["t"].Should().BeNull();
        written["o"].Should().BeNull();

        JsonNode whole = JsonNode.Parse(JournalCodec.Encode(entry))!;
        written["t"] = (long)whole["t"]!;
        written["o"] = (string?)whole["o"];
        JournalCodec.Encode(JournalCodec.Read(12, Encoding.UTF8.GetBytes(written.ToJsonString()))).Should().Equal(JournalCodec.Encode(entry));
    }

    [Fact]
    public void An_instant_between_two_microseconds_is_not_written_at_all()
    {
        JournalEntry entry = new(1, EventSamples.At.PlusNanoseconds(100), "u1", "u1", null, null, null);
        FluentActions.Invoking(() => JournalCodec.Encode(entry)).Should().Throw<InvalidOperationException>();
        JournalCodec.Encode(EventSamples.Entry()).Should().NotBeEmpty("a failure leaves nothing behind");
    }

    [Fact]
    public void Rows_are_there_without_a_wallet()
    {
        ScriptedWallet wallet = ScriptedWallet.Open("pro");
        wallet.Run(new Reserve(ScriptedWallet.Ada, "test-cases", 5, "res-1", null));
        wallet.Run(new Consume(ScriptedWallet.Ada, "test-cases", 5, AllowPartial: false));
        wallet.Run(new Capture(ScriptedWallet.Ada, "res-1", 3, AllowPartial: false));
        wallet.Run(new ChangePlan(ScriptedWallet.Grace, "max", PlanChangeTiming.Now));

        Transaction[] live = [.. wallet.Entries.SelectMany(e => e.Transactions)];
        live.Should().HaveCount(7);
        wallet.ReadJournal().SelectMany(e => e.Transactions).Should().BeEquivalentTo(live, o => o.WithStrictOrdering());
    }

    [Fact]
    public void The_order_of_fields_means_nothing()
    {
        // As jsonb gives them back, or worse.
        foreach (JournalEvent[] events in EventSamples.Full())
        {
            byte[] written = JournalCodec.Encode(EventSamples.Entry(events));
            byte[] turned = Encoding.UTF8.GetBytes(Turned(JsonNode.Parse(written)!)!.ToJsonString());
            JournalCodec.Encode(JournalCodec.Read(12, turned)).Should().Equal(written);
        }
    }

    [Fact]
    public void A_simple_consume_is_small()
    {
        ScriptedWallet wallet = ScriptedWallet.Open(plan: null);
        wallet.Run(new IssueGrant(ScriptedWallet.Grace, GrantKind.Purchased, 1_000, "pack-1", 100, null, null, null));
        wallet.Run(new Consume(ScriptedWallet.Ada, "test-cases", 5, AllowPartial: false));
        wallet.Run(new Consume(ScriptedWallet.Ada, "test-cases", 5, AllowPartial: false), "0f8fad5b-d9cb-469f-a165-70867728950e");

        string json = Encoding.UTF8.GetString(wallet.Journal[^1]);
        json.Should().Be(
            """{"t":1768469640000000,"a":"u1","n":"Ada","o":"0f8fad5b-d9cb-469f-a165-70867728950e","b":900000000,"s":3,"e":["""
            + """{"$":"consumed","f":"test-cases","q":5000000,"m":50000000,"l":"pack-1"}]}""");
        json.Length.Should().BeLessThanOrEqualTo(190);
    }

    [Fact]
    public void A_consume_from_a_plan_is_small()
    {
        ScriptedWallet wallet = ScriptedWallet.Open("pro");
        wallet.Run(new Consume(ScriptedWallet.Ada, "test-cases", 5, AllowPartial: false));
        wallet.Run(new Consume(ScriptedWallet.Ada, "test-cases", 5, AllowPartial: false), "0f8fad5b-d9cb-469f-a165-70867728950e");
        wallet.Journal[^1].Length.Should().BeLessThanOrEqualTo(195);
    }

    [Fact]
    public void A_reservation_and_its_capture_are_small()
    {
        ScriptedWallet wallet = ScriptedWallet.Open(plan: null);
        wallet.Run(new IssueGrant(ScriptedWallet.Grace, GrantKind.Purchased, 1_000, "pack-1", 100, null, null, null));
        wallet.Run(new Consume(ScriptedWallet.Ada, "test-cases", 5, AllowPartial: false));
        string reservation = "0f8fad5b-d9cb-469f-a165-70867728950e";
        wallet.Run(new Reserve(ScriptedWallet.Ada, "test-cases", 5, null, null), reservation);
        wallet.Run(new Capture(ScriptedWallet.Ada, reservation, 4, AllowPartial: false), "7c9e6679-7425-40de-944b-e07fc1f90ae7");

        Encoding.UTF8.GetString(wallet.Journal[^2]).Should().Be(
            """{"t":1768469640000000,"a":"u1","n":"Ada","o":"0f8fad5b-d9cb-469f-a165-70867728950e","k":"reserve","b":900000000,"r":50000000,"s":3,"e":["""
            + """{"$":"reserved","f":"test-cases","q":5000000,"m":50000000,"l":"pack-1","expires":1768473240000000}]}""");
        Encoding.UTF8.GetString(wallet.Journal[^1]).Should().Be(
            """{"t":1768469700000000,"a":"u1","n":"Ada","o":"7c9e6679-7425-40de-944b-e07fc1f90ae7","k":"capture","b":910000000,"s":4,"e":["""
            + """{"$":"reservation_settled","i":"0f8fad5b-d9cb-469f-a165-70867728950e","as":"captured","f":"test-cases","d":1768469640000000,"m":40000000,"l":"pack-1","q":4000000,"returned":10000000},"""
            + """{"$":"returned","m":10000000,"l":"pack-1"}]}""");
    }

    [Fact]
    public void An_unknown_event_says_that_the_library_is_too_old()
    {
        JournalFormatException thrown = ReadFails("""{"t":0,"b":0,"e":[{"$":"teleported"}]}""");
        thrown.LibraryIsTooOld.Should().BeTrue();
        thrown.Message.Should().Contain("event 'teleported'").And.Contain("too old");
    }

    [Theory]
    [InlineData("""{"v":2,"t":0,"b":0}""", "format 2")]
    [InlineData("""{"t":0,"b":0,"x":[{"$":"moon_is_full","number":1,"wallet":"w"}]}""", "NoticeKind 'moon_is_full'")]
    [InlineData("""{"t":0,"b":0,"e":[{"$":"price_recorded","f":"a","price":{"dice":6}}]}""", """the price {"dice":6}""")]
    [InlineData("""{"t":0,"b":0,"e":[{"$":"grant_issued","g":"a","kind":"found","m":1}]}""", "GrantKind 'found'")]
    public void Whatever_only_a_newer_library_writes_says_that_this_one_is_too_old(string json, string found)
    {
        JournalFormatException thrown = ReadFails(json);
        thrown.LibraryIsTooOld.Should().BeTrue();
        thrown.Message.Should().Contain(found);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"t":"yesterday"}""")]
    [InlineData("""{"t":9223372036854775807}""")]
    [InlineData("""{"t":1.5}""")]
    [InlineData("""{"t":0,"e":{}}""")]
    [InlineData("""{"t":0,"e":[{}]}""")]
    [InlineData("""{"t":0,"e":[{"$":"consumed"}]}""")]
    [InlineData("""{"t":0,"e":[{"$":"consumed","f":"a","q":1,"m":1,"l":"g"}]}""")]
    [InlineData("""{"t":0,"s":1,"b":-9223372036854775808,"e":[{"$":"grant_issued","g":"g","kind":"plan","m":1},{"$":"consumed","f":"a","q":1,"m":1,"l":[["g"]]}]}""")]
    [InlineData("""{"t":0,"e":[{"$":"alerts_set","low":["many"]}]}""")]
    [InlineData("""{"t":0,"e":[{"$":"plan_started","plan":{"code":"a"},"anchor":"31 May","start":0,"end":1}]}""")]
    public void What_is_damaged_says_so(string json)
    {
        JournalFormatException thrown = ReadFails(json);
        thrown.LibraryIsTooOld.Should().BeFalse();
        thrown.Message.Should().Contain("damaged");
    }

    [Fact]
    public void An_entry_cut_short_anywhere_is_damaged()
    {
        byte[] written = JournalCodec.Encode(EventSamples.Entry(EventSamples.Full().ElementAt(20)));
        for (int length = 0; length < written.Length; length++)
        {
            ReadOnlyMemory<byte> part = written.AsMemory(0, length);
            FluentActions.Invoking(() => JournalCodec.Read(12, part)).Should().Throw<JournalFormatException>();
        }
    }

    private static void ShouldComeBack(JournalEvent[] events)
    {
        JournalEntry entry = EventSamples.Entry(events);
        byte[] written = JournalCodec.Encode(entry);
        JournalEntry read = JournalCodec.Read(12, written);

        read.Should().BeEquivalentTo(entry, o => o.RespectingRuntimeTypes().WithStrictOrdering());
        read.Reserved.Should().Be(entry.Reserved);
        read.Fingerprint.Should().Be(entry.Fingerprint);
        read.Events.Select(e => e.GetType()).Should().Equal(events.Select(e => e.GetType()));
        foreach ((JournalEvent back, JournalEvent was) in read.Events.Zip(events))
        {
            foreach (PropertyInfo property in was.GetType().GetProperties())
            {
                property.GetValue(back).Should().BeEquivalentTo(
                    property.GetValue(was), o => o.RespectingRuntimeTypes().WithStrictOrdering(), $"of {was.GetType().Name}.{property.Name}");
            }
        }

        read.Events.OfType<PriceRecorded>().Select(p => p.Terms).Should().Equal(events.OfType<PriceRecorded>().Select(p => p.Terms));
        JournalCodec.Encode(read).Should().Equal(written, "reading and writing again changes nothing");
    }

    private static JournalFormatException ReadFails(string json) =>
        FluentActions.Invoking(() => JournalCodec.Read(1, Encoding.UTF8.GetBytes(json))).Should().Throw<JournalFormatException>().Which;

    private static bool IsSet(object? value) => value switch
    {
        null => false,
        Array array => array.Length > 0,
        System.Collections.ICollection list => list.Count > 0,
        ValueType number => !number.Equals(Activator.CreateInstance(number.GetType())),
        _ => true,
    };

    private static JsonNode? Turned(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Reverse().Select(f => KeyValuePair.Create(f.Key, Turned(f.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Turned)]),
        _ => node?.DeepClone(),
    };
}
