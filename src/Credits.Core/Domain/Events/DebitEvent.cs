using Credits.Journal;

namespace Credits.Domain;

/// <summary>A feature took credits.</summary>
internal abstract class DebitEvent(string user, int price, string feature, Quantity? quantity, CreditAmount amount, AllocationList allocations)
    : RowEvent(amount)
{
    /// <summary>Whose usage it is.</summary>
    public string User { get; } = user;

    /// <summary>The number of the wallet's recorded price.</summary>
    public int Price { get; } = price;

    public string Feature { get; } = feature;

    /// <summary>The quantity asked for; null for a capture of all that was reserved.</summary>
    public Quantity? Quantity { get; } = quantity;

    /// <summary>What it took from each lot, in burn order.</summary>
    public AllocationList Allocations { get; } = allocations;

    /// <summary>A debit priced at 0 leaves its row too. Semantics, section 1.</summary>
    public override bool WritesRow => true;

    public override Transaction ToTransaction(JournalEntry entry) => Row(entry) with
    {
        Feature = Feature,
        Quantity = Quantity,
        Allocations = [.. Allocations],
    };

    protected override void Change(Wallet wallet, JournalEntry entry)
    {
        foreach (Allocation allocation in Allocations)
        {
            Lot lot = wallet.Lot(allocation.Grant);
            wallet.AddRemaining(lot, -allocation.Amount);
            Take(wallet, lot, allocation.Amount);
        }

        wallet.Windows.MoveTo(entry.At);
        wallet.Usage.Of(User, Feature).Add(Amount, wallet.Windows);
    }

    protected virtual void Take(Wallet wallet, Lot lot, CreditAmount amount) => lot.Consumed += amount;
}
