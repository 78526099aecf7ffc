using Credits.Journal;

namespace Credits.Domain;

/// <summary>A price is charged in this wallet for the first time; later debits refer to it by number.</summary>
internal sealed class PriceRecorded(PriceTerms terms) : JournalEvent
{
    public PriceTerms Terms { get; } = terms;

    public override void Apply(Wallet wallet, JournalEntry entry) => wallet.AddPrice(Terms);
}
