using Credits.Domain;
using Credits.Journal;
using NodaTime;

namespace Credits.Storage;

/// <summary>What features do every day as plain values, and back. A capture is told by them together with the entry that reserved.</summary>
internal sealed class PlainEntries(ChunkedList<JournalSlot> slots, OperationIndex operations)
{
    private readonly InternedList<Actor> _actors = new();
    private readonly InternedList<string> _names = new(StringComparer.Ordinal);

    /// <summary>The values that are an entry's own; of the kind <see cref="JournalSlotKind.Whole"/> where they would not tell all of it.</summary>
    public JournalSlot Of(JournalEntry entry) => (entry.Command, entry.Events) switch
    {
        (Consume command, [Consumed { Shortfall.Micro: 0 } consumed]) =>
            Of(JournalSlotKind.Consume, command.Actor, command.Quantity, consumed) with { AllowsPartial = command.AllowPartial },
        (Reserve { Reservation: null, Ttl: null } command, [CreditsReserved reserved]) when IsPlain(reserved, entry.Operation!) =>
            Of(JournalSlotKind.Reserve, command.Actor, command.Quantity, reserved) with { ExpiresAt = reserved.ExpiresAt.ToUnixTimeTicks() },
        (Capture { AllowPartial: false } command, [ReservationSettled settled]) => Of(command, settled, null),
        (Capture { AllowPartial: false } command, [ReservationSettled settled, ReservationReturned returned]) => Of(command, settled, returned),
        _ => default,
    };

    /// <summary>The entry again.</summary>
    public JournalEntry Read(in JournalSlot slot, long version)
    {
        Actor actor = _actors[slot.Actor];
        (Command command, EventList events) = slot.Kind switch
        {
            JournalSlotKind.Consume => ReadConsume(slot, actor),
            JournalSlotKind.Reserve => ReadReserve(slot, actor),
            _ => ReadCapture(slot, actor),
        };
        return new(version, slot.At, actor.Id, actor.Name, operations[slot.Operation], command.Name, command)
        {
            Events = events,
            Available = slot.Available,
            Reserved = slot.Reserved,
        };
    }

    private static bool IsPlain(CreditsReserved reserved, string operation) =>
        reserved.Reservation == operation && Instant.FromUnixTimeTicks(reserved.ExpiresAt.ToUnixTimeTicks()) == reserved.ExpiresAt;

    private static Quantity? Given(in JournalSlot slot) => slot.IsQuantityGiven ? Quantity.OfMicro(slot.Quantity) : null;

    private JournalSlot Of(JournalSlotKind kind, Actor actor, Quantity? given, DebitEvent debit) =>
        debit is { Quantity: { HasDimensions: false } quantity, Allocations.Count: <= 1 } && debit.User == actor.Id
            ? new()
            {
                Kind = kind,
                Actor = _actors.NumberOf(actor),
                Feature = _names.NumberOf(debit.Feature),
                Lot = debit.Allocations is [{ Grant: var lot }] ? _names.NumberOf(lot) : JournalSlot.NoLot,
                Price = debit.Price,
                IsQuantityGiven = given is not null,
                Quantity = quantity.Micro,
                Sequence = debit.Sequence,
                Amount = debit.Amount,
            }
            : default;

    private JournalSlot Of(Capture command, ReservationSettled settled, ReservationReturned? returned) =>
        operations.TryGetEntry(settled.Charge.Id, out int made) && slots[made] is { Kind: JournalSlotKind.Reserve } reserved
        && command.Reservation == settled.Charge.Id && command.Quantity is not { HasDimensions: true } && command.Quantity == settled.Quantity
        && IsPlain(settled, reserved) && (returned is null ? settled.Returned == CreditAmount.Zero : IsPlain(returned, settled, reserved))
            ? new()
            {
                Kind = JournalSlotKind.Capture,
                Reference = made,
                Actor = _actors.NumberOf(command.Actor),
                IsQuantityGiven = command.Quantity is not null,
                Quantity = command.Quantity?.Micro ?? 0,
                Sequence = returned?.Sequence ?? 0,
                Amount = settled.Charge.Taken.Total,
                Returned = settled.Returned,
            }
            : default;

    /// <summary>Whether a capture kept nothing but a part of what was reserved, and says of the reservation what its own entry says.</summary>
    private bool IsPlain(ReservationSettled settled, in JournalSlot reserved) =>
        settled is { Shortfall.Micro: 0, Charge: { Outcome: ReservationOutcome.Captured, OverageAt: null, Overage.Count: 0 } charge }
        && charge.DebitedAt == reserved.At && charge.User == _actors[reserved.Actor].Id && charge.Feature == _names[reserved.Feature]
        && (charge.Taken.Count == 0 || (charge.Taken is [{ Grant: var lot }] && IsLot(lot, reserved)));

    private bool IsPlain(ReservationReturned returned, ReservationSettled settled, in JournalSlot reserved) =>
        returned is { ByExpiry: false, Moves: [var move] } && returned.Amount == settled.Returned && move.Source == move.Receiver && IsLot(move.Source, reserved)
        && returned.DebitedAt == reserved.At && returned.User == settled.Charge.User && returned.Feature == settled.Charge.Feature && returned.Reservation == settled.Charge.Id;

    private bool IsLot(string lot, in JournalSlot slot) => slot.Lot != JournalSlot.NoLot && lot == _names[slot.Lot];

    private (Command Command, EventList Events) ReadConsume(in JournalSlot slot, Actor actor)
    {
        Consumed consumed = new(actor.Id, slot.Price, _names[slot.Feature], Quantity.OfMicro(slot.Quantity), slot.Amount, Lots(slot, slot.Amount));
        consumed.Restore(slot.Sequence, slot.Available);
        return (new Consume(actor, consumed.Feature, Given(slot), slot.AllowsPartial), [consumed]);
    }

    private (Command Command, EventList Events) ReadReserve(in JournalSlot slot, Actor actor)
    {
        CreditsReserved reserved = new(
            operations[slot.Operation],
            actor.Id,
            slot.Price,
            _names[slot.Feature],
            Quantity.OfMicro(slot.Quantity),
            slot.Amount,
            Lots(slot, slot.Amount),
            Instant.FromUnixTimeTicks(slot.ExpiresAt));
        reserved.Restore(slot.Sequence, slot.Available);
        return (new Reserve(actor, reserved.Feature, Given(slot), Reservation: null, Ttl: null), [reserved]);
    }

    private (Command Command, EventList Events) ReadCapture(in JournalSlot slot, Actor actor)
    {
        JournalSlot reserved = slots[slot.Reference];
        string id = operations[reserved.Operation];
        string user = _actors[reserved.Actor].Id;
        string feature = _names[reserved.Feature];
        Charge charge = new(id, ReservationOutcome.Captured, user, feature, reserved.At, Lots(reserved, slot.Amount), null, []);
        Capture command = new(actor, id, Given(slot), AllowPartial: false);
        ReservationSettled settled = new(charge, slot.Returned, CreditAmount.Zero) { Quantity = command.Quantity };
        if (slot.Returned == CreditAmount.Zero)
        {
            return (command, [settled]);
        }

        string lot = _names[reserved.Lot];
        ReservationReturned returned = new(user, feature, id, reserved.At, byExpiry: false, [new(lot, lot, slot.Returned)]);
        returned.Restore(slot.Sequence, slot.Available);
        return (command, [settled, returned]);
    }

    private AllocationList Lots(in JournalSlot slot, CreditAmount amount) =>
        slot.Lot == JournalSlot.NoLot || amount == CreditAmount.Zero ? [] : new(_names[slot.Lot], amount);
}
