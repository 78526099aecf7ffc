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
        List<Allocation> kept = [.. taken];
        List<Allocation> returned = [];
        for (int i = taken.Length - 1; i >= 0 && amount > CreditAmount.Zero; i--)
        {
            CreditAmount part = CreditAmount.Min(taken[i].Amount, amount);
            amount -= part;
            returned.Add(taken[i] with { Amount = part });
            if (part == taken[i].Amount)
            {
                kept.RemoveAt(i);
            }
            else
            {
                kept[i] = taken[i] with { Amount = taken[i].Amount - part };
            }
        }

        return ([.. kept], [.. returned]);
    }
}
