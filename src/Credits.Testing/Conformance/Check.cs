using Credits.Journal;
using Credits.Storage;

namespace Credits.Testing.Conformance;

/// <summary>Compares what a store did with what it should have done.</summary>
internal static class Check
{
    private const int MostShown = 12;

    public static void That(bool holds, string expected, string found)
    {
        if (!holds)
        {
            throw new MismatchException(expected, found);
        }
    }

    public static void Equal<T>(T expected, T found, string what) =>
        That(EqualityComparer<T>.Default.Equals(expected, found), $"{what} to be {expected}", $"{found}");

    /// <summary>The same items in the same order.</summary>
    public static void Same<T>(IEnumerable<T> expected, IEnumerable<T> found, string what)
    {
        T[] wanted = [.. expected];
        T[] given = [.. found];
        That(wanted.AsSpan().SequenceEqual(given), $"{what} to be {Show(wanted)}", Show(given));
    }

    /// <summary>The same entries, byte for byte, in the same order.</summary>
    public static void Entries(IEnumerable<JournalEntry> expected, IEnumerable<JournalEntry> found, string what)
    {
        JournalEntry[] wanted = [.. expected];
        JournalEntry[] given = [.. found];
        Same(wanted.Select(e => e.Version), given.Select(e => e.Version), $"the versions of {what}");
        for (int i = 0; i < wanted.Length; i++)
        {
            string text = Text(wanted[i]);
            string other = Text(given[i]);
            That(text == other, $"entry {wanted[i].Version} of {what} to be {Shorten(text)}", Shorten(other));
        }
    }

    /// <summary>The keys that lead somewhere, and the versions to which they lead.</summary>
    public static void Found(IEnumerable<(JournalKey Key, long Version)> expected, WalletHistory history) =>
        Same(
            expected.Select(e => $"{e.Key.Kind} '{e.Key.Id}' at {e.Version}").Order(StringComparer.Ordinal),
            history.Found.Select(f => $"{f.Key.Kind} '{f.Key.Id}' at {f.Value.Version}").Order(StringComparer.Ordinal),
            "the entries found by their keys");

    /// <summary>The text of an entry as the journal keeps it.</summary>
    public static string Text(JournalEntry entry) => System.Text.Encoding.UTF8.GetString(JournalCodec.Encode(entry));

    private static string Show<T>(T[] items) => items.Length == 0 ? "none"
        : items.Length <= MostShown ? string.Join(", ", items)
        : $"{string.Join(", ", items.Take(MostShown))}, … ({items.Length} in all)";

    private static string Shorten(string text) => text.Length <= 400 ? text : $"{text[..400]}… ({text.Length} characters)";
}
