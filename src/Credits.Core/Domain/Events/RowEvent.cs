using Credits.Journal;

namespace Credits.Domain;

/// <summary>A fact that moves available credits, and so is a row of the ledger.</summary>
internal abstract class RowEvent(CreditAmount amount) : JournalEvent
{
    public CreditAmount Amount { get; } = amount;

    /// <summary>Set when the event is applied.</summary>
    public long Sequence { get; private set; }

    /// <summary>The available credits after the row; set when the event is applied.</summary>
    public CreditAmount Balance { get; private set; }

    public abstract TransactionKind Kind { get; }

    /// <summary>What it adds to the available credits: below 0 for a debit.</summary>
    public CreditAmount Movement => Transaction.TypeOf(Kind) == TransactionType.Credit ? Amount : -Amount;

    /// <summary>Nothing moved, no row. Semantics, section 9.</summary>
    public virtual bool WritesRow => Amount > CreditAmount.Zero;

    public sealed override void Apply(Wallet wallet, JournalEntry entry)
    {
        Change(wallet, entry);
        if (WritesRow)
        {
            Sequence = wallet.NextSequence();
            Balance = wallet.Available;
        }
    }

    public abstract Transaction ToTransaction(JournalEntry entry);

    /// <summary>Numbers the row again when its entry was read from a store and is not applied.</summary>
    internal void Restore(long sequence, CreditAmount balance)
    {
        Sequence = sequence;
        Balance = balance;
    }

    protected abstract void Change(Wallet wallet, JournalEntry entry);

    protected Transaction Row(JournalEntry entry) => new()
    {
        Sequence = Sequence,
        At = entry.At,
        Kind = Kind,
        Amount = Amount,
        Balance = Balance,
        ActorId = entry.ActorId,
        ActorName = entry.ActorName,
        Operation = entry.Operation,
    };
}
