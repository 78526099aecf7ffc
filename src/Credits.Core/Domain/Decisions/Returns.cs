using NodaTime;

namespace Credits.Domain;

/// <summary>Where credits go that come back, and what becomes of those whose lot has ended. Semantics, sections 4 and 6.</summary>
internal static class Returns
{
    /// <summary>Each goes to the lot it came from, or to the open grant that replaced that one.</summary>
    public static ReturnMove[] Route(Wallet wallet, AllocationList returned)
    {
        ReturnMove[] moves = new ReturnMove[returned.Count];
        for (int i = 0; i < moves.Length; i++)
        {
            moves[i] = new(returned[i].Grant, Receiver(wallet.Lot(returned[i].Grant)).Id, returned[i].Amount);
        }

        return moves;
    }

    /// <summary>What came back to an ended lot expires at once; with reissue, its sum is granted again for a while.</summary>
    public static void Lapse(Draft draft, ReturnMove[] moves)
    {
        CreditAmount lapsed = CreditAmount.Zero;
        for (int i = 0; i < moves.Length; i++)
        {
            string receiver = moves[i].Receiver;
            if (draft.Wallet.Lot(receiver).IsOpen || Total(moves.AsSpan(0, i), receiver) > CreditAmount.Zero)
            {
                continue;
            }

            CreditAmount amount = Total(moves, receiver);
            draft.Emit(new GrantExpired(receiver, amount));
            lapsed += amount;
        }

        if (lapsed > CreditAmount.Zero && draft.Catalog.ReissueGrace is { } grace)
        {
            Instant expiresAt = Precision.Add(draft.At, grace);
            GrantTerms terms = new(draft.MakeGrantId(GrantKind.Adjustment), GrantKind.Adjustment, IssueGrant.DefaultPriority, draft.At, expiresAt, null);
            draft.Emit(new GrantIssued(terms, lapsed));
        }
    }

    private static CreditAmount Total(ReadOnlySpan<ReturnMove> moves, string receiver)
    {
        CreditAmount total = CreditAmount.Zero;
        foreach (ReturnMove move in moves)
        {
            total += move.Receiver == receiver ? move.Amount : CreditAmount.Zero;
        }

        return total;
    }

    private static Lot Receiver(Lot source)
    {
        Lot last = source.LastReplacement;
        return last.IsOpen ? last : source;
    }
}
