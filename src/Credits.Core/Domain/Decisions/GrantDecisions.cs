using NodaTime.Text;

namespace Credits.Domain;

/// <summary>Grants, purchases, voids and refunds. Semantics, sections 3, 6 and 12.</summary>
internal static class GrantDecisions
{
    public static Decision Issue(Draft draft, in Request request, IssueGrant command)
    {
        if (command.ExpiresAt <= request.Now)
        {
            return Decision.Reject(new("expiresAt", InstantPattern.ExtendedIso.Format(command.ExpiresAt.Value), $"a grant expires after now, which is {InstantPattern.ExtendedIso.Format(request.Now)}"));
        }

        string id = command.Grant ?? request.Operation;
        if (draft.Wallet.FindLot(id) is not null)
        {
            return Refusals.GrantExists(id);
        }

        if (command.Amount > draft.Room)
        {
            return Decision.Reject(OverTheRange(command.Amount));
        }

        GrantTerms terms = new(id, command.Kind, command.Priority, command.EffectiveAt ?? request.Now, command.ExpiresAt, command.Note);
        request.Begin(draft);
        draft.Emit(terms.EffectiveAt > request.Now ? new GrantScheduled(terms, command.Amount) : new GrantIssued(terms, command.Amount));
        return Decision.Accept(draft.End());
    }

    public static Decision Void(Draft draft, in Request request, VoidGrant command)
    {
        if (draft.Wallet.FindLot(command.Grant) is not { } lot)
        {
            return Refusals.GrantNotFound(command.Grant);
        }

        CreditAmount amount = command.Amount ?? lot.Remaining;
        if (lot.Remaining == CreditAmount.Zero || amount > lot.Remaining)
        {
            return Refusals.ExceedsGrant(lot.Id, lot.Remaining);
        }

        request.Begin(draft);
        draft.Emit(new GrantVoided(lot.Id, amount, command.Reason) { OfScheduled = lot.State == LotState.Scheduled });
        return Decision.Accept(draft.End());
    }

    /// <summary>Gives back what was charged, of a capture's overage first, of each the last burnt first.</summary>
    public static Decision Refund(Draft draft, in Request request, Refund command)
    {
        if (request.Past is not { } past)
        {
            return Decision.LookFirst;
        }

        if (past.FindRefundable(command.Target) is not { } charge)
        {
            return Refusals.TargetNotFound(command.Target);
        }

        CreditAmount left = charge.Left;
        CreditAmount amount = command.Amount ?? left;
        if (left == CreditAmount.Zero || amount > left)
        {
            return Refusals.ExceedsCharge(command.Target, left);
        }

        if (amount > draft.Room)
        {
            return Decision.Reject(OverTheRange(amount));
        }

        CreditAmount ofOverage = CreditAmount.Min(amount, charge.Overage.Total);
        (AllocationList keptOverage, AllocationList backOverage) = charge.Overage.GiveBack(ofOverage);
        (AllocationList kept, AllocationList back) = charge.Taken.GiveBack(amount - ofOverage);
        ReturnMove[] moves = Returns.Route(draft.Wallet, [.. backOverage, .. back]);
        request.Begin(draft);
        draft.Emit(new ChargeRefunded(charge with { Taken = kept, Overage = keptOverage }, ofOverage, command.Reason, moves));
        Returns.Lapse(draft, moves);
        return Decision.Accept(draft.End());
    }

    public static InvalidFieldException OverTheRange(CreditAmount amount) =>
        new("amount", amount.ToString(), $"the wallet would hold more than {CreditAmount.MaxValue} credits");
}
