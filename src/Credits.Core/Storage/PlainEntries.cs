using Credits.Domain;
using Credits.Journal;
using NodaTime;

namespace Credits.Storage;

/// <summary>What features do every day as plain values, and back. A capture is told by them together with the entry that reserved.</summary>
internal sealed class PlainEntries(ChunkedList<JournalSlot> slots, OperationIndex operations)
{
    private readonly NameList _names = new();

    /// <summary>The values that are an entry's own; of the kind <see cref="JournalSlotKind.Whole"/> where they would not tell all of it.</summary>
    public JournalSlot Of(JournalEntry entry)
    {
        if (entry is not { Operation: not null, Notices.Count: 0 } || (entry.Command is null && !entry.IsToldByEvents))
        {
            return default;
        }

        JournalSlot slot = (entry.Events, entry.Command) switch
        {
            ([Consumed { Shortfall.Micro: 0 } consumed], Consume or null) =>
                OfDebit(JournalSlotKind.Consume, consumed, entry) with { AllowsPartial = entry.Command is Consume { AllowPartial: true } },
            ([CreditsReserved reserved], Reserve { Reservation: null, Ttl: null } or null) when IsPlain(reserved, entry.Operation) =>
                OfDebit(JournalSlotKind.Reserve, reserved, entry) with { ExpiresAt = reserved.ExpiresAt.ToUnixTimeTicks() },
            ([ReservationSettled settled], null) => OfCapture(settled, null),
            ([ReservationSettled settled, ReservationReturned returned], null) => OfCapture(settled, returned),
            _ => default,
        };
        if (slot.Kind != JournalSlotKind.Whole)
        {
            slot.IsToldByEvents = entry.Command is null;
            slot.Actor = _names.NumberOf(entry.ActorId);
            slot.ActorName = _names.NumberOf(entry.ActorName);
        }

        return slot;
    }

    /// <summary>The entry again.</summary>
    public JournalEntry Read(in JournalSlot slot, long version)
    {
        string actor = _names[slot.Actor];
        string name = _names[slot.ActorName];
        string operation = operations[slot.Operation];
        JournalEntry entry = slot.Kind switch
        {
            JournalSlotKind.Consume => new(version, slot.At, actor, name, operation, Consume.OperationName, slot.IsToldByEvents ? null : SpecialConsume(slot, actor, name))
            {
                Events = ReadConsume(slot, actor),
            },
            JournalSlotKind.Reserve => new(version, slot.At, actor, name, operation, Reserve.OperationName, slot.IsToldByEvents ? null : SpecialReserve(slot, actor, name))
            {
                Events = ReadReserve(slot, actor),
            },
            _ => new(version, slot.At, actor, name, operation, Capture.OperationName, command: null) { Events = ReadCapture(slot) },
        };
        entry.Available = slot.Available;
        entry.Reserved = slot.Reserved;
        return entry;
    }

    private static bool IsPlain(CreditsReserved reserved, string operation) =>
        reserved.Reservation == operation && Instant.FromUnixTimeTicks(reserved.ExpiresAt.ToUnixTimeTicks()) == reserved.ExpiresAt;

    private static Quantity? Given(in JournalSlot slot) => slot.IsQuantityGiven ? Quantity.OfMicro(slot.Quantity) : null;

    private JournalSlot OfDebit(JournalSlotKind kind, DebitEvent debit, JournalEntry entry) =>
        debit is { Quantity: { HasDimensions: false } quantity, Allocations.Count: <= 1 } && debit.User == entry.ActorId
            ? new()
            {
                Kind = kind,
                Feature = _names.NumberOf(debit.Feature),
                Lot = debit.Allocations is [{ Grant: var lot }] ? _names.NumberOf(lot) : JournalSlot.NoLot,
                Price = debit.Price,
                IsQuantityGiven = entry.Command is not (Consume { Quantity: null } or Reserve { Quantity: null }),
                Quantity = quantity.Micro,
                Sequence = debit.Sequence,
                Amount = debit.Amount,
            }
            : default;

    private JournalSlot OfCapture(ReservationSettled settled, ReservationReturned? returned) =>
        operations.TryGetEntry(settled.Charge.Id, out int made) && slots[made] is { Kind: JournalSlotKind.Reserve } reserved
        && settled.Quantity is not { HasDimensions: true }
        && IsPlain(settled, reserved) && (returned is null ? settled.Returned == CreditAmount.Zero : IsPlain(returned, settled, reserved))
            ? new()
            {
                Kind = JournalSlotKind.Capture,
                Reference = made,
                IsQuantityGiven = settled.Quantity is not null,
                Quantity = settled.Quantity?.Micro ?? 0,
                Sequence = returned?.Sequence ?? 0,
                Amount = settled.Charge.Taken.Total,
                Returned = settled.Returned,
            }
            : default;

    /// <summary>Whether a capture kept nothing but a part of what was reserved, and says of the reservation what its own entry says.</summary>
    private bool IsPlain(ReservationSettled settled, in JournalSlot reserved) =>
        settled is { Shortfall.Micro: 0, Charge: { Outcome: ReservationOutcome.Captured, OverageAt: null, Overage.Count: 0 } charge }
        && charge.DebitedAt == reserved.At && charge.User == _names[reserved.Actor] && charge.Feature == _names[reserved.Feature]
        && (charge.Taken.Count == 0 || (charge.Taken is [{ Grant: var lot }] && IsLot(lot, reserved)));

    private bool IsPlain(ReservationReturned returned, ReservationSettled settled, in JournalSlot reserved) =>
        returned is { ByExpiry: false, Moves: [var move] } && returned.Amount == settled.Returned && move.Source == move.Receiver && IsLot(move.Source, reserved)
        && returned.DebitedAt == reserved.At && returned.User == settled.Charge.User && returned.Feature == settled.Charge.Feature && returned.Reservation == settled.Charge.Id;

    private bool IsLot(string lot, in JournalSlot slot) => slot.Lot != JournalSlot.NoLot && lot == _names[slot.Lot];

    private Consume SpecialConsume(in JournalSlot slot, string actor, string name) =>
        new(Actor.Member(actor, name), _names[slot.Feature], Given(slot), slot.AllowsPartial);

    private Reserve SpecialReserve(in JournalSlot slot, string actor, string name) =>
        new(Actor.Member(actor, name), _names[slot.Feature], Given(slot), Reservation: null, Ttl: null);

    private EventList ReadConsume(in JournalSlot slot, string user)
    {
        Consumed consumed = new(user, slot.Price, _names[slot.Feature], Quantity.OfMicro(slot.Quantity), slot.Amount, Lots(slot, slot.Amount));
        consumed.Restore(slot.Sequence, slot.Available);
        return [consumed];
    }

    private EventList ReadReserve(in JournalSlot slot, string user)
    {
        CreditsReserved reserved = new(
            operations[slot.Operation],
            user,
            slot.Price,
            _names[slot.Feature],
            Quantity.OfMicro(slot.Quantity),
            slot.Amount,
            Lots(slot, slot.Amount),
            Instant.FromUnixTimeTicks(slot.ExpiresAt));
        reserved.Restore(slot.Sequence, slot.Available);
        return [reserved];
    }

    private EventList ReadCapture(in JournalSlot slot)
    {
        JournalSlot reserved = slots[slot.Reference];
        string id = operations[reserved.Operation];
        string user = _names[reserved.Actor];
        string feature = _names[reserved.Feature];
        Charge charge = new(id, ReservationOutcome.Captured, user, feature, reserved.At, Lots(reserved, slot.Amount), null, []);
        ReservationSettled settled = new(charge, slot.Returned, CreditAmount.Zero) { Quantity = Given(slot) };
        if (slot.Returned == CreditAmount.Zero)
        {
            return [settled];
        }

        string lot = _names[reserved.Lot];
        ReservationReturned returned = new(user, feature, id, reserved.At, byExpiry: false, [new(lot, lot, slot.Returned)]);
        returned.Restore(slot.Sequence, slot.Available);
        return [settled, returned];
    }

    private AllocationList Lots(in JournalSlot slot, CreditAmount amount) =>
        slot.Lot == JournalSlot.NoLot || amount == CreditAmount.Zero ? [] : new(_names[slot.Lot], amount);
}
