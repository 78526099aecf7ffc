using Credits.Notifications;
using NodaTime;

namespace Credits.Domain;

/// <summary>Records whatever became due, in order of its own instant, as if somebody had looked at that instant. Semantics, section 2.</summary>
internal static class Advance
{
    public static void To(Draft draft, Instant now)
    {
        while (draft.Wallet.Due.First is { } due && due.At <= now)
        {
            draft.Begin(due.At, Actor.System, null, null);
            switch (due.Kind)
            {
                case DueKind.ReservationExpiry:
                    ReservationDecisions.Expire(draft, (OpenReservation)due.Subject!);
                    break;
                case DueKind.GrantExpiry:
                    draft.Emit(new GrantExpired(due.Id, ((Lot)due.Subject!).Remaining));
                    break;
                case DueKind.PlanBoundary:
                    PlanDecisions.Reset(draft);
                    break;
                case DueKind.GrantEffective:
                    Activate(draft, (Lot)due.Subject!);
                    break;
                case DueKind.ExpiringNotice:
                    Announce(draft, (Lot)due.Subject!);
                    break;
                case DueKind.TopUp:
                    TopUpDecisions.FallDue(draft);
                    break;
                default:
                    throw new InvalidOperationException($"Nothing is known to happen at a {due.Kind}.");
            }

            draft.End();
        }
    }

    private static void Activate(Draft draft, Lot lot) =>
        draft.Emit(new GrantActivated(lot.Id, lot.Remaining, lot.GrantedBy!, lot.Terms.Note));

    private static void Announce(Draft draft, Lot lot)
    {
        draft.Emit(new ExpiringChecked(lot.Id));
        if (lot.Remaining > CreditAmount.Zero)
        {
            draft.Raise(new CreditsExpiring(draft.NextNotice, draft.Wallet.Id, draft.At, lot.Id, lot.Remaining, lot.Terms.ExpiresAt!.Value));
        }
    }
}
