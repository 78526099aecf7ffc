using Credits.Journal;

namespace Credits.Engine;

/// <summary>
/// Some of a wallet's latest accepted operations, so that a repetition close behind is answered from memory. Each has one place by its
/// hash, and the next that falls there takes it: nothing depends on finding one, for the store's keys keep an operation from being
/// accepted twice. Pays in the benchmark <c>load --store memory</c>.
/// </summary>
internal sealed class RecentOperations
{
    private const int Places = 128;

    private readonly JournalEntry?[] _entries = new JournalEntry?[Places];

    /// <summary>The place of an operation, for the calls below.</summary>
    public static int PlaceOf(string operation) => operation.GetHashCode(StringComparison.Ordinal) & (Places - 1);

    public JournalEntry? Find(int place, string operation) =>
        _entries[place] is { } entry && string.Equals(entry.Operation, operation, StringComparison.Ordinal) ? entry : null;

    public void Add(int place, JournalEntry entry) => _entries[place] = entry;

    public void Clear() => Array.Clear(_entries);
}
