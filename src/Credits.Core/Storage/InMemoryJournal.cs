using Credits.Domain;
using Credits.Journal;
using NodaTime;

namespace Credits.Storage;

/// <summary>
/// A wallet's entries in memory. Nearly all of them are plain consumes, and those are kept as plain values in large arrays: a fraction of
/// the size of the objects they are made of, and nothing for the garbage collector to look at. Pays in the benchmark
/// <c>load --store memory</c>.
/// </summary>
internal sealed class InMemoryJournal
{
    private const int NotWhole = -1;

    private readonly ChunkedList<Slot> _slots = new(512);
    private readonly List<JournalEntry> _whole = [];
    private readonly OperationIndex _operations = new();
    private readonly InternedList<Actor> _actors = new();
    private readonly InternedList<string> _names = new(StringComparer.Ordinal);

    public int Count => _slots.Count;

    public JournalEntry this[int index]
    {
        get
        {
            ref Slot slot = ref _slots[index];
            return slot.Whole == NotWhole ? ToEntry(slot, index + 1) : _whole[slot.Whole];
        }
    }

    public Instant InstantOf(int index) => _slots[index].Instant;

    public bool HasOperation(string operation) => _operations.Contains(operation);

    public bool TryFindOperation(string operation, out int index) => _operations.TryGetEntry(operation, out index);

    /// <summary>Adds the next entry; false, with nothing added, where its operation is known already.</summary>
    public bool TryAdd(JournalEntry entry)
    {
        int operation = entry.Operation is null ? 0 : _operations.TryAdd(entry.Operation, _slots.Count);
        if (operation < 0)
        {
            return false;
        }

        if (entry is { Command: Consume command, Operation: not null, Notices.Count: 0, Events: [Consumed consumed] }
            && consumed is { Shortfall.Micro: 0, Quantity: { HasDimensions: false } quantity, Allocations.Length: <= 1 })
        {
            _slots.Add(new Slot
            {
                Whole = NotWhole,
                Operation = operation,
                Instant = entry.At,
                Actor = _actors.NumberOf(command.Actor),
                Feature = _names.NumberOf(consumed.Feature),
                Lot = consumed.Allocations is [{ Grant: { } lot }] ? _names.NumberOf(lot) : Slot.NoLot,
                Price = consumed.Price,
                IsQuantityGiven = command.Quantity is not null,
                AllowsPartial = command.AllowPartial,
                Quantity = quantity.Micro,
                Sequence = consumed.Sequence,
                Amount = consumed.Amount,
                Available = entry.Available,
                Reserved = entry.Reserved,
            });
        }
        else
        {
            _slots.Add(new Slot { Whole = _whole.Count, Instant = entry.At });
            _whole.Add(entry);
        }

        return true;
    }

    private JournalEntry ToEntry(in Slot slot, long version)
    {
        Actor actor = _actors[slot.Actor];
        string feature = _names[slot.Feature];
        Quantity quantity = Quantity.OfMicro(slot.Quantity);
        Consumed consumed = new(
            actor.Id, slot.Price, feature, quantity, slot.Amount, slot.Lot == Slot.NoLot ? [] : [new(_names[slot.Lot], slot.Amount)]);
        consumed.Restore(slot.Sequence, slot.Available);
        Consume command = new(actor, feature, slot.IsQuantityGiven ? quantity : null, slot.AllowsPartial);
        return new(version, slot.Instant, actor.Id, actor.Name, _operations[slot.Operation], command.Name, command)
        {
            Events = [consumed],
            Available = slot.Available,
            Reserved = slot.Reserved,
        };
    }

    /// <summary>Where an entry stands whole, or what a plain consume consists of.</summary>
    private struct Slot
    {
        public const int NoLot = -1;

        public int Whole;
        public int Operation;
        public int Actor;
        public int Feature;
        public int Lot;
        public int Price;
        public bool IsQuantityGiven;
        public bool AllowsPartial;
        public Instant Instant;
        public long Quantity;
        public long Sequence;
        public CreditAmount Amount;
        public CreditAmount Available;
        public CreditAmount Reserved;
    }
}
