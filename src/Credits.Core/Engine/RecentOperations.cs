using Credits.Journal;

namespace Credits.Engine;

/// <summary>
/// A wallet's latest accepted operations, so that a repetition close behind is answered from memory. Everything older is known to the
/// store, whose keys keep an operation from being accepted twice.
/// </summary>
internal sealed class RecentOperations
{
    private const int Kept = 128;

    private readonly Dictionary<string, JournalEntry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public JournalEntry? Find(string operation) => _entries.GetValueOrDefault(operation);

    public void Add(JournalEntry entry)
    {
        if (_order.Count >= Kept)
        {
            _entries.Remove(_order.Dequeue());
        }

        _entries.Add(entry.Operation!, entry);
        _order.Enqueue(entry.Operation!);
    }

    public void Clear()
    {
        _entries.Clear();
        _order.Clear();
    }
}
