using Credits.Notifications;
using Credits.Pricing;
using NodaTime;

namespace Credits.Domain;

/// <summary>Capture, release, extend and expiry: a reservation is resolved exactly once. Semantics, section 6.</summary>
internal static class ReservationDecisions
{
    public static Decision Capture(Draft draft, in Request request, Capture command)
    {
        if (Find(draft.Wallet, command.Reservation, request.Past, out Decision missing) is not { } reservation)
        {
            return missing;
        }

        if (command.Quantity is { IsZero: true })
        {
            return GiveBackAll(draft, request, reservation, command.Quantity);
        }

        CreditAmount actual = reservation.Amount;
        if (command.Quantity is { } quantity)
        {
            Price price = PinnedPrice(draft.Catalog, reservation);
            if (price.Of(quantity) is not { } amount)
            {
                return Refusals.QuantityNotPriced(reservation.Feature, quantity, price.Definition);
            }

            actual = amount;
        }

        return actual > reservation.Amount
            ? CaptureMore(draft, request, command, reservation, actual)
            : CaptureWithin(draft, request, reservation, actual, command.Quantity);
    }

    public static Decision Release(Draft draft, in Request request, Release command) =>
        Find(draft.Wallet, command.Reservation, request.Past, out Decision missing) is { } reservation
            ? GiveBackAll(draft, request, reservation, captured: null)
            : missing;

    public static Decision Extend(Draft draft, in Request request, Extend command)
    {
        if (Find(draft.Wallet, command.Reservation, request.Past, out Decision missing) is not { } reservation)
        {
            return missing;
        }

        request.Begin(draft);
        draft.Emit(new ReservationExtended(reservation.Id, Instant.Max(reservation.ExpiresAt, Precision.Add(request.Now, command.Ttl))));
        return Decision.Accept(draft.End());
    }

    /// <summary>A reservation's time is over: everything returns by itself.</summary>
    public static void Expire(Draft draft, OpenReservation reservation)
    {
        Settle(draft, reservation, ReservationOutcome.Expired, CreditAmount.Zero, captured: null);
        draft.Raise(new ReservationExpired(draft.NextNotice, draft.Wallet.Id, draft.At, reservation.Id, reservation.Amount));
    }

    private static OpenReservation? Find(Wallet wallet, string id, Past? past, out Decision missing)
    {
        missing = default;
        if (wallet.FindReservation(id) is { } open)
        {
            return open;
        }

        missing = past?.FindReservation(id) is { Outcome: { } outcome }
            ? Refusals.Resolved(id, outcome)
            : Refusals.ReservationNotFound(id);
        return null;
    }

    private static Decision GiveBackAll(Draft draft, in Request request, OpenReservation reservation, Quantity? captured)
    {
        request.Begin(draft);
        Settle(draft, reservation, ReservationOutcome.Released, CreditAmount.Zero, captured);
        return Decision.Accept(draft.End());
    }

    private static Decision CaptureWithin(Draft draft, in Request request, OpenReservation reservation, CreditAmount actual, Quantity? captured)
    {
        request.Begin(draft);
        Settle(draft, reservation, ReservationOutcome.Captured, actual, captured);
        return Decision.Accept(draft.End());
    }

    /// <summary>The extra is decided like a consume; with allowPartial it takes what it can, be it nothing.</summary>
    private static Decision CaptureMore(Draft draft, in Request request, Capture command, OpenReservation reservation, CreditAmount actual)
    {
        if (reservation.Price.Overage == OverageMode.Refuse)
        {
            return Refusals.ExceedsReservation(reservation.Id, reservation.Amount, actual);
        }

        CreditAmount extra = actual - reservation.Amount;
        Wallet wallet = draft.Wallet;
        Admission admission = DebitDecisions.Admit(wallet, reservation.User, reservation.Feature, extra, command.AllowPartial, request.Now);
        if (admission.Refusal is not null && !command.AllowPartial)
        {
            return DebitDecisions.Refuse(draft, request, admission);
        }

        CreditAmount before = wallet.Available;
        CreditAmount taken = admission.Amount;
        AllocationList burnt = DebitDecisions.Burn(wallet, taken);
        request.Begin(draft);
        Charge charge = ChargeOf(reservation, ReservationOutcome.Captured, reservation.Pinned) with
        {
            OverageAt = request.Now,
            Overage = burnt,
        };
        draft.Emit(new ReservationSettled(charge, CreditAmount.Zero, extra - taken) { Quantity = command.Quantity });
        if (taken > CreditAmount.Zero)
        {
            draft.Emit(new OverageCharged(
                reservation.Id, reservation.User, reservation.Price.Number, reservation.Feature, command.Quantity, taken, burnt));
            DebitDecisions.Announce(draft, reservation.User, reservation.Feature, before);
        }

        return Decision.Accept(draft.End());
    }

    /// <summary>Keeps an amount of what was reserved and gives the rest back, the last burnt first.</summary>
    private static void Settle(Draft draft, OpenReservation reservation, ReservationOutcome outcome, CreditAmount actual, Quantity? captured)
    {
        CreditAmount returned = reservation.Amount - actual;
        (AllocationList kept, AllocationList back) = reservation.Pinned.GiveBack(returned);
        draft.Emit(new ReservationSettled(ChargeOf(reservation, outcome, kept), returned, CreditAmount.Zero) { Quantity = captured });
        if (returned > CreditAmount.Zero)
        {
            ReturnMove[] moves = Returns.Route(draft.Wallet, back);
            draft.Emit(new ReservationReturned(
                reservation.User, reservation.Feature, reservation.Id, reservation.ReservedAt, outcome == ReservationOutcome.Expired, moves));
            Returns.Lapse(draft, moves);
        }
    }

    private static Charge ChargeOf(OpenReservation reservation, ReservationOutcome outcome, AllocationList taken) =>
        new(reservation.Id, outcome, reservation.User, reservation.Feature, reservation.ReservedAt, taken, null, []);

    /// <summary>The price the reservation was made with; a host's function read from a journal is looked for in the catalogue by its version.</summary>
    private static Price PinnedPrice(CreditCatalog catalog, OpenReservation reservation) =>
        reservation.Price.Price is CustomPrice { HasFunction: false } pinned
        && catalog.FindFeature(reservation.Feature)?.Price is CustomPrice current && current.Equals(pinned)
            ? current
            : reservation.Price.Price;
}
