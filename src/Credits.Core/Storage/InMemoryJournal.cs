using Credits.Domain;
using Credits.Journal;
using NodaTime;

namespace Credits.Storage;

/// <summary>
/// A wallet's entries in memory. Nearly all of them are plain consumes, and those are kept as values in large arrays: a fifth of the
/// size of the objects they are made of, and nothing for the garbage collector to move. Pays in the benchmark <c>load --store memory</c>.
/// </summary>
internal sealed class InMemoryJournal
{
    private const int ChunkSize = 1_024;
    private const int FirstChunkSize = 16;

    private readonly List<Slot[]> _chunks = [];

    public int Count { get; private set; }

    public JournalEntry this[int index]
    {
        get
        {
            ref Slot slot = ref At(index);
            return slot.Whole ?? slot.ToEntry(index + 1);
        }
    }

    public Instant InstantOf(int index) => At(index).Instant;

    public void Add(JournalEntry entry)
    {
        int chunk = Count / ChunkSize;
        if (chunk == _chunks.Count)
        {
            _chunks.Add(new Slot[chunk == 0 ? FirstChunkSize : ChunkSize]);
        }
        else if (Count == _chunks[0].Length && chunk == 0)
        {
            // Most wallets are small: the first array grows like a list's.
            Slot[] larger = new Slot[Math.Min(ChunkSize, _chunks[0].Length * 4)];
            _chunks[0].CopyTo(larger, 0);
            _chunks[0] = larger;
        }

        _chunks[chunk][Count % ChunkSize] = Slot.Of(entry);
        Count++;
    }

    private ref Slot At(int index) => ref _chunks[index / ChunkSize][index % ChunkSize];

    /// <summary>An entry, whole or as what a plain consume consists of.</summary>
    private struct Slot
    {
        public JournalEntry? Whole;
        public Instant Instant;
        private string _operation;
        private string _feature;
        private string? _lot;
        private int _price;
        private bool _isQuantityGiven;
        private bool _allowsPartial;
        private Actor? _actor;
        private long _quantity;
        private long _sequence;
        private CreditAmount _amount;
        private CreditAmount _available;
        private CreditAmount _reserved;

        public static Slot Of(JournalEntry entry)
        {
            if (entry is not { Command: Consume command, Operation: { } operation, Notices.Count: 0, Events: [Consumed consumed] }
                || consumed is not { Shortfall.Micro: 0, Quantity: { HasDimensions: false } quantity, Allocations.Length: <= 1 })
            {
                return new() { Whole = entry, Instant = entry.At };
            }

            return new()
            {
                Instant = entry.At,
                _actor = command.Actor,
                _operation = operation,
                _feature = consumed.Feature,
                _lot = consumed.Allocations is [{ Grant: { } lot }] ? lot : null,
                _price = consumed.Price,
                _isQuantityGiven = command.Quantity is not null,
                _allowsPartial = command.AllowPartial,
                _quantity = quantity.Micro,
                _sequence = consumed.Sequence,
                _amount = consumed.Amount,
                _available = entry.Available,
                _reserved = entry.Reserved,
            };
        }

        public readonly JournalEntry ToEntry(long version)
        {
            Quantity quantity = Quantity.OfMicro(_quantity);
            Consumed consumed = new(_actor!.Id, _price, _feature, quantity, _amount, _lot is null ? [] : [new(_lot, _amount)]);
            consumed.Restore(_sequence, _available);
            Consume command = new(_actor, _feature, _isQuantityGiven ? quantity : null, _allowsPartial);
            return new(version, Instant, _actor.Id, _actor.Name, _operation, command.Name, command)
            {
                Events = [consumed],
                Available = _available,
                Reserved = _reserved,
            };
        }
    }
}
