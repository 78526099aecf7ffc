using System.Text;
using Credits.Journal;
using Credits.PostgreSql.Tests.Server;
using Credits.Testing.Conformance;

namespace Credits.PostgreSql.Tests;

public sealed class StoredEntryTests
{
    public static TheoryData<string> Operations =>
    [
        "0f8fad5b-d9cb-469f-a165-70867728950e", "0f8fad5bd9cb469fa16570867728950e", "0F8FAD5B-D9CB-469F-A165-70867728950E",
        "0f8fad5b-d9cb-869f-a165-70867728950e", "0f8fad5b-d9cb-f69f-a165-70867728950e", "00000000-0000-0000-0000-000000000000", "019a2b3c4d5e7f6081a2b3c4d5e6f708",
        "019a2b3c4d5e8f6081a2b3c4d5e6f708", "{0f8fad5b-d9cb-469f-a165-7086772895}", "0x8fad5b-0xcb-469f-a165-70867728950e", "order 17", "ö\"\\,'o':1",
    ];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task An_entry_comes_back_whole_whatever_its_operation_id_is(string operation)
    {
        JournalEntry entry = await Scripts.ConsumeAsync(operation);
        Utf8Buffer stored = new();
        (long at, Guid? key) = StoredEntry.Write(entry, stored);
        JournalEntry read = StoredEntry.Read(entry.Version, at, key, stored.Written);
        read.Operation.Should().Be(operation);
        Encoding.UTF8.GetString(JournalCodec.Encode(read)).Should().Be(Encoding.UTF8.GetString(JournalCodec.Encode(entry)));
    }

    [Fact]
    public void Ids_that_mean_the_same_uuid_have_keys_of_their_own()
    {
        string[] ids = [.. Operations.Select(o => (string)o.Data), IndexKey.Of("order 17", out _).ToString("D"), IndexKey.Of("order 17", out _).ToString("N")];
        ids.Select(i => IndexKey.Of(i, out _)).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_usual_consume_takes_less_than_100_bytes()
    {
        // The first of a wallet also records the price.
        List<JournalEntry> entries = await Scripts.ConsumesAsync("acme", ["first", "0f8fad5b-d9cb-469f-a165-70867728950e"]);
        Utf8Buffer stored = new();
        StoredEntry.Write(entries[^1], stored);
        stored.Length.Should().BeLessThan(100, Encoding.UTF8.GetString(stored.Written.Span));
    }

    [Fact]
    public void Everything_that_looks_like_shorthand_comes_back_as_it_was()
    {
        foreach ((_, string part) in Shorthand.Parts)
        {
            foreach (string text in new[] { part, part + part, part[..^1], part[1..], $"\"{part}\"", "0" + part + "0000000" })
            {
                byte[] bytes = Encoding.UTF8.GetBytes(text);
                int length = Shorthand.Shorten(bytes);
                byte[] expanded = new byte[Shorthand.LengthInFull(bytes.AsSpan(0, length))];
                Shorthand.Expand(bytes.AsSpan(0, length), expanded).Should().Be(expanded.Length);
                Encoding.UTF8.GetString(expanded).Should().Be(text);
            }
        }
    }
}
