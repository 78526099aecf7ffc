using Credits.Domain;
using Credits.Journal;

namespace Credits.Engine;

/// <summary>Replays entries one by one and notes everything that does not agree.</summary>
internal sealed class JournalAudit(WalletId wallet)
{
    private const int MostFaults = 100;

    private readonly List<VerificationFault> _faults = [];
    private CreditAmount _balance;
    private long _rows;

    public Wallet Wallet { get; } = new(wallet);

    public IReadOnlyList<VerificationFault> Faults => _faults;

    /// <summary>Whether enough was found: a journal that went wrong once is mostly wrong in every entry after it.</summary>
    public bool IsFull => _faults.Count >= MostFaults;

    public void Say(VerificationFault fault)
    {
        if (!IsFull)
        {
            _faults.Add(fault);
        }
    }

    /// <summary>Replays an entry; false where it is damaged so that none can follow.</summary>
    public bool TryReplay(JournalEntry entry)
    {
        try
        {
            Replay(entry);
            return true;
        }
        catch (Exception error) when (IsUnfit(error))
        {
            Say(new(VerificationCheck.Replay, $"entry {entry.Version} cannot be replayed: {error.Message}") { Entry = entry.Version, Operation = entry.Operation });
            return false;
        }
    }

    /// <summary>Whether an entry that was applied to a state fails like this where they do not fit each other.</summary>
    public static bool IsUnfit(Exception error) =>
        error is KeyNotFoundException or ArgumentException or NullReferenceException or OverflowException or InvalidOperationException;

    private void Replay(JournalEntry entry)
    {
        if (entry.Version != Wallet.Version + 1)
        {
            Say(new(VerificationCheck.EntryOrder, $"entry {entry.Version} follows entry {Wallet.Version}")
            {
                Entry = entry.Version, Field = "version", Stored = $"{entry.Version}", Replayed = $"{Wallet.Version + 1}",
            });
        }

        if (entry.At < Wallet.LastInstant)
        {
            Say(new(VerificationCheck.EntryOrder, $"entry {entry.Version} happened at {entry.At}, before the entry before it, at {Wallet.LastInstant}")
            {
                Entry = entry.Version, Field = "at", Stored = $"{entry.At}", Replayed = $"{Wallet.LastInstant}",
            });
        }

        foreach (Transaction row in entry.Transactions)
        {
            CheckRow(entry, row);
        }

        Wallet.Apply(entry);
        CheckTotal(entry, "available", entry.Available, Wallet.Available);
        CheckTotal(entry, "reserved", entry.Reserved, Wallet.Reserved);
        if (_balance != Wallet.Available)
        {
            Say(new(VerificationCheck.RunningBalance, $"entry {entry.Version}: the rows up to it sum up to {_balance}, {Wallet.Available} are available")
            {
                Entry = entry.Version, Field = "available", Stored = $"{_balance}", Replayed = $"{Wallet.Available}",
            });
        }

        CheckLots(entry);
    }

    private void CheckRow(JournalEntry entry, Transaction row)
    {
        _rows++;
        _balance = row.Type == TransactionType.Credit ? _balance + row.Amount : _balance - row.Amount;
        if (row.Sequence != _rows)
        {
            Say(new(VerificationCheck.RowSequence, $"entry {entry.Version}: row {row.Sequence} stands where row {_rows} belongs")
            {
                Entry = entry.Version, Row = row.Sequence, Operation = row.Operation, Field = "sequence", Stored = $"{row.Sequence}", Replayed = $"{_rows}",
            });
        }

        if (row.Balance != _balance)
        {
            Say(new(VerificationCheck.RunningBalance, $"row {row.Sequence}, of entry {entry.Version}, says a balance of {row.Balance}, the running sum is {_balance}")
            {
                Entry = entry.Version, Row = row.Sequence, Operation = row.Operation, Field = "balance", Stored = $"{row.Balance}", Replayed = $"{_balance}",
            });
        }
    }

    private void CheckTotal(JournalEntry entry, string field, CreditAmount said, CreditAmount replayed)
    {
        if (said != replayed)
        {
            Say(new(VerificationCheck.EntryTotals, $"entry {entry.Version} says {said} {field}, replaying gives {replayed}")
            {
                Entry = entry.Version, Operation = entry.Operation, Field = field, Stored = $"{said}", Replayed = $"{replayed}",
            });
        }
    }

    private void CheckLots(JournalEntry entry)
    {
        foreach (string id in entry.Events.SelectMany(LotsOf).Distinct(StringComparer.Ordinal))
        {
            Lot lot = Wallet.Lot(id);
            if (!lot.IsConserved)
            {
                string parts = $"{lot.Remaining} remaining, {lot.Reserved} reserved, {lot.Consumed} consumed, {lot.Expired} expired and {lot.Voided} voided";
                Say(new(VerificationCheck.GrantConservation, $"entry {entry.Version}: grant '{id}' of {lot.Amount} has {parts}")
                {
                    Entry = entry.Version, Operation = entry.Operation, Grant = id, Field = "amount", Stored = $"{lot.Amount}", Replayed = parts,
                });
            }
        }
    }

    private static IEnumerable<string> LotsOf(JournalEvent recorded) => recorded switch
    {
        DebitEvent debit => debit.Allocations.Select(a => a.Grant),
        ReturnEvent back => back.Moves.SelectMany(m => new[] { m.Source, m.Receiver }),
        ReservationSettled settled => settled.Charge.Taken.Select(a => a.Grant),
        GrantVoided voided => [voided.Grant],
        GrantExpired expired => [expired.Grant],
        GrantActivated activated => [activated.Grant],
        _ => [],
    };
}
