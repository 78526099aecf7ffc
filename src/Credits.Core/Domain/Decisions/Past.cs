using Credits.Journal;

namespace Credits.Domain;

/// <summary>
/// Entries of a wallet's journal that were looked up for decisions, kept up to date with what is decided since. A key that was
/// looked up and is not here does not exist.
/// </summary>
internal sealed class Past
{
    private readonly Dictionary<JournalKey, JournalEntry> _entries = [];

    public JournalEntry? Find(JournalKeyKind kind, string id) => _entries.GetValueOrDefault(new(kind, id));

    public void Put(JournalKey key, JournalEntry entry) => _entries[key] = entry;

    /// <summary>Takes note of a new entry.</summary>
    public void Add(JournalEntry entry)
    {
        if (entry.Operation is { } operation)
        {
            _entries[new(JournalKeyKind.Operation, operation)] = entry;
        }

        foreach ((JournalKey key, _) in entry.Subjects)
        {
            _entries[key] = entry;
        }
    }

    /// <summary>What became of a reservation that is not open any more.</summary>
    public Charge? FindReservation(string id) => ChargeIn(Find(JournalKeyKind.Reservation, id), id);

    /// <summary>What a refund can give back: of a consume, or else of a captured reservation. Semantics, section 12.</summary>
    public Charge? FindRefundable(string target)
    {
        if (ChargeIn(Find(JournalKeyKind.Charge, target), target) is { } refundedBefore)
        {
            return refundedBefore;
        }

        if (Find(JournalKeyKind.Operation, target) is { } entry && entry.Find<Consumed>() is { } consumed)
        {
            return new(target, null, consumed.User, consumed.Feature, entry.At, consumed.Allocations, null, []);
        }

        return FindReservation(target) is { Outcome: ReservationOutcome.Captured } captured ? captured : null;
    }

    /// <summary>What is known last of an attempt to buy credits.</summary>
    public TopUpEvent? FindTopUp(string attempt)
    {
        foreach (JournalEvent recorded in Find(JournalKeyKind.TopUp, attempt)?.Events ?? [])
        {
            if (recorded is TopUpEvent found && string.Equals(found.Attempt, attempt, StringComparison.Ordinal))
            {
                return found;
            }
        }

        return null;
    }

    private static Charge? ChargeIn(JournalEntry? entry, string id)
    {
        foreach (JournalEvent recorded in entry?.Events ?? [])
        {
            Charge? charge = (recorded as ReservationSettled)?.Charge ?? (recorded as ChargeRefunded)?.Charge;
            if (charge is not null && string.Equals(charge.Id, id, StringComparison.Ordinal))
            {
                return charge;
            }
        }

        return null;
    }
}
