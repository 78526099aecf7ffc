using NodaTime;

namespace Credits.Storage;

/// <summary>Where an entry stands whole, or what a plain consume, reserve or capture consists of. Names and ids are numbers.</summary>
internal struct JournalSlot
{
    /// <summary>No lot: nothing was taken, or nothing was kept.</summary>
    public const int NoLot = -1;

    public JournalSlotKind Kind;
    public bool IsQuantityGiven;
    public bool AllowsPartial;
    public bool IsToldByEvents;

    /// <summary>Of an entry kept whole: its place there. Of a capture: the place of the entry that reserved.</summary>
    public int Reference;
    public int Operation;
    public int Actor;
    public int ActorName;
    public int Feature;
    public int Lot;
    public int Price;

    public Instant At;
    public long Quantity;

    /// <summary>The number of its row; 0 for a capture that gave nothing back.</summary>
    public long Sequence;

    /// <summary>What was taken; of a capture, what was kept.</summary>
    public CreditAmount Amount;

    /// <summary>Of a capture: what it gave back.</summary>
    public CreditAmount Returned;

    /// <summary>Of a reserve: when it runs out, in ticks of the Unix epoch.</summary>
    public long ExpiresAt;
    public CreditAmount Available;
    public CreditAmount Reserved;
}
