using Credits.Domain;
using Credits.Journal;
using NodaTime;

namespace Credits.Storage;

/// <summary>
/// A wallet's entries in memory. Nearly all of them are what features do every day, and those are kept as plain values in large arrays: a
/// fraction of the size of the objects they are made of, and nothing for the garbage collector to look at. Pays in the benchmark
/// <c>load --store memory</c>.
/// </summary>
internal sealed class InMemoryJournal
{
    private readonly ChunkedList<JournalSlot> _slots = new(512);
    private readonly List<JournalEntry> _whole = [];
    private readonly OperationIndex _operations = new();
    private readonly Dictionary<JournalKey, int> _subjects = [];
    private readonly PlainEntries _plain;

    public InMemoryJournal() => _plain = new(_slots, _operations);

    public int Count => _slots.Count;

    public JournalEntry this[int index]
    {
        get
        {
            ref JournalSlot slot = ref _slots[index];
            return slot.Kind == JournalSlotKind.Whole ? _whole[slot.Reference] : _plain.Read(slot, index + 1);
        }
    }

    public Instant InstantOf(int index) => _slots[index].At;

    public bool TryFind(JournalKey key, out int index) => key.Kind switch
    {
        JournalKeyKind.Operation => _operations.TryGetEntry(key.Id, out index),
        JournalKeyKind.Reservation when _operations.TryGetReservation(key.Id, out index) => true,
        _ => _subjects.TryGetValue(key, out index),
    };

    /// <summary>Adds the next entry; false, with nothing added, where its operation is known already. What it makes was found to be new.</summary>
    public bool TryAdd(JournalEntry entry)
    {
        // Before its operation is known: a capture may have its reservation's id as its own, and is not what it captures.
        JournalSlot slot = _plain.Of(entry);
        int place = _slots.Count;
        int operation = entry.Operation is null ? 0 : _operations.TryAdd(entry.Operation, place);
        if (operation < 0)
        {
            return false;
        }

        if (slot.Kind == JournalSlotKind.Whole)
        {
            slot.Reference = _whole.Count;
            _whole.Add(entry);
        }

        slot.Operation = operation;
        slot.At = entry.At;
        slot.Available = entry.Available;
        slot.Reserved = entry.Reserved;
        _slots.Add(slot);
        AddSubjects(entry, place);
        return true;
    }

    /// <summary>Whether something that an entry makes is known already, besides its operation.</summary>
    public bool HasSubjectOf(JournalEntry entry)
    {
        foreach (JournalEvent recorded in entry.Events)
        {
            if (recorded is { MakesSubject: true, Subject: { } key } && (IsOwn(key, entry) ? _subjects.ContainsKey(key) : TryFind(key, out _)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A reservation is usually named as the operation that made it, and is found by that: new where the operation is.</summary>
    private static bool IsOwn(JournalKey key, JournalEntry entry) => key.Kind == JournalKeyKind.Reservation && key.Id == entry.Operation;

    private void AddSubjects(JournalEntry entry, int place)
    {
        foreach (JournalEvent recorded in entry.Events)
        {
            if (recorded.Subject is not { } key)
            {
                continue;
            }

            if (recorded.MakesSubject && IsOwn(key, entry))
            {
                _operations.AddReservation(_slots[place].Operation, place);
            }
            else if (key.Kind != JournalKeyKind.Reservation || !_operations.TryMoveReservation(key.Id, place))
            {
                _subjects[key] = place;
            }
        }
    }
}
