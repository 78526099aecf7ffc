namespace Credits.Domain;

/// <summary>Arithmetic over what was taken from lots.</summary>
internal static class Allocations
{
    public static CreditAmount Total(this ReadOnlySpan<Allocation> allocations)
    {
        CreditAmount total = CreditAmount.Zero;
        foreach (Allocation allocation in allocations)
        {
            total += allocation.Amount;
        }

        return total;
    }

    public static CreditAmount Total(this Allocation[] allocations) => Total((ReadOnlySpan<Allocation>)allocations);

    /// <summary>Splits what was taken, in burn order, into what is kept and what goes back: the last burnt goes back first.</summary>
    public static (Allocation[] Kept, Allocation[] Returned) GiveBack(this Allocation[] taken, CreditAmount amount)
    {
        int split = taken.Length;
        CreditAmount part = CreditAmount.Zero;
        while (split > 0 && amount > CreditAmount.Zero)
        {
            split--;
            part = CreditAmount.Min(taken[split].Amount, amount);
            amount -= part;
        }

        if (split == taken.Length)
        {
            return (taken, []);
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

        return (kept, returned);
    }
}
