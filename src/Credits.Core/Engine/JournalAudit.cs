using Credits.Domain;
using Credits.Journal;

namespace Credits.Engine;

/// <summary>Replays entries one by one and notes everything that does not agree.</summary>
internal sealed class JournalAudit(WalletId wallet)
{
    private readonly List<string> _faults = [];
    private CreditAmount _balance;
    private long _rows;

    public Wallet Wallet { get; } = new(wallet);

    public IReadOnlyList<string> Faults => _faults;

    public void Say(string fault) => _faults.Add(fault);

    /// <summary>Replays an entry; false where it is damaged so that none can follow.</summary>
    public bool TryReplay(JournalEntry entry)
    {
        try
        {
            Replay(entry);
            return true;
        }
        catch (Exception error) when (error is KeyNotFoundException or ArgumentException or NullReferenceException or OverflowException or InvalidOperationException)
        {
            Say($"entry {entry.Version} cannot be replayed: {error.Message}");
            return false;
        }
    }

    private void Replay(JournalEntry entry)
    {
        if (entry.Version != Wallet.Version + 1)
        {
            Say($"entry {entry.Version} follows entry {Wallet.Version}");
        }

        if (entry.At < Wallet.LastInstant)
        {
            Say($"entry {entry.Version} happened at {entry.At}, before the entry before it, at {Wallet.LastInstant}");
        }

        foreach (Transaction row in entry.Transactions)
        {
            CheckRow(entry, row);
        }

        Wallet.Apply(entry);
        if (entry.Available != Wallet.Available || entry.Reserved != Wallet.Reserved)
        {
            Say($"entry {entry.Version} says {entry.Available} available and {entry.Reserved} reserved, replaying gives {Wallet.Available} and {Wallet.Reserved}");
        }

        if (_balance != Wallet.Available)
        {
            Say($"entry {entry.Version}: its rows sum up to {_balance}, {Wallet.Available} are available");
        }

        CheckLots(entry);
    }

    private void CheckRow(JournalEntry entry, Transaction row)
    {
        _rows++;
        _balance = row.Type == TransactionType.Credit ? _balance + row.Amount : _balance - row.Amount;
        if (row.Sequence != _rows)
        {
            Say($"entry {entry.Version}: row {row.Sequence} stands where row {_rows} belongs");
        }

        if (row.Balance != _balance)
        {
            Say($"row {row.Sequence} says a balance of {row.Balance}, the running sum is {_balance}");
        }
    }

    private void CheckLots(JournalEntry entry)
    {
        foreach (string id in entry.Events.SelectMany(LotsOf).Distinct(StringComparer.Ordinal))
        {
            Lot lot = Wallet.Lot(id);
            if (!lot.IsConserved)
            {
                Say($"entry {entry.Version}: grant '{id}' of {lot.Amount} has {lot.Remaining} remaining, {lot.Reserved} reserved, {lot.Consumed} consumed, {lot.Expired} expired and {lot.Voided} voided");
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
