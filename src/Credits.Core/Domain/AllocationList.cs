using System.Collections;
using System.Runtime.CompilerServices;

namespace Credits.Domain;

/// <summary>What was taken from lots, in burn order. Nearly always one lot gave it all, and then no array is made for it. Immutable.</summary>
[CollectionBuilder(typeof(AllocationList), nameof(Of))]
internal readonly struct AllocationList : IReadOnlyList<Allocation>
{
    /// <summary>The id of the only grant, or all allocations; null where there are none.</summary>
    private readonly object? _lots;

    private AllocationList(object? lots, CreditAmount total)
    {
        _lots = lots;
        Total = total;
    }

    /// <summary>All of an amount from one grant.</summary>
    public AllocationList(string grant, CreditAmount amount)
        : this((object)grant, amount)
    {
    }

    /// <summary>The sum.</summary>
    public CreditAmount Total { get; }

    public int Count => _lots is null ? 0 : _lots is Allocation[] many ? many.Length : 1;

    public Allocation this[int index] => _lots is Allocation[] many ? many[index]
        : index == 0 && _lots is not null ? new((string)_lots, Total)
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} allocations.");

    public static AllocationList Of(ReadOnlySpan<Allocation> allocations)
    {
        CreditAmount total = CreditAmount.Zero;
        foreach (Allocation allocation in allocations)
        {
            total += allocation.Amount;
        }

        return allocations.Length switch
        {
            0 => default,
            1 => new(allocations[0].Grant, total),
            _ => new(allocations.ToArray(), total),
        };
    }

    /// <summary>Splits what was taken into what is kept and what goes back: the last burnt goes back first.</summary>
    public (AllocationList Kept, AllocationList Returned) GiveBack(CreditAmount amount)
    {
        if (amount == CreditAmount.Zero || _lots is null)
        {
            return (this, default);
        }

        if (_lots is string grant)
        {
            return amount < Total ? (new(grant, Total - amount), new(grant, amount)) : (default, this);
        }

        return GiveBackSeveral((Allocation[])_lots, amount);
    }

    private static (AllocationList Kept, AllocationList Returned) GiveBackSeveral(Allocation[] taken, CreditAmount amount)
    {
        int split = taken.Length;
        CreditAmount part = CreditAmount.Zero;
        while (split > 0 && amount > CreditAmount.Zero)
        {
            split--;
            part = CreditAmount.Min(taken[split].Amount, amount);
            amount -= part;
        }

        // Of the lot at the split a part may stay; those before it stay whole, those after it go back whole.
        bool staysInPart = part < taken[split].Amount;
        Allocation[] kept = taken[..(staysInPart ? split + 1 : split)];
        Allocation[] returned = taken[split..];
        Array.Reverse(returned);
        if (staysInPart)
        {
            kept[split] = taken[split] with { Amount = taken[split].Amount - part };
            returned[^1] = taken[split] with { Amount = part };
        }

        return (Of(kept), Of(returned));
    }

    public ListEnumerator<AllocationList, Allocation> GetEnumerator() => new(this);

    IEnumerator<Allocation> IEnumerable<Allocation>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
