using Credits.Journal;
using NodaTime;

namespace Credits.Domain;

/// <summary>Credits of a debit came back to the lots they were taken from, or to what replaced those.</summary>
internal abstract class ReturnEvent(string user, string feature, string? reservation, Instant debitedAt, ReturnMove[] moves)
    : RowEvent(Total(moves))
{
    /// <summary>Whose usage falls.</summary>
    public string User { get; } = user;

    public string Feature { get; } = feature;

    public string? Reservation { get; } = reservation;

    /// <summary>When the debit was made; in the windows of then usage falls.</summary>
    public Instant DebitedAt { get; } = debitedAt;

    /// <summary>What goes where, in the order of return.</summary>
    public ReturnMove[] Moves { get; } = moves;

    /// <summary>How much of <see cref="RowEvent.Amount"/> came back at each instant's debit.</summary>
    public virtual IEnumerable<(Instant DebitedAt, CreditAmount Amount)> ByDebit => [(DebitedAt, Amount)];

    public override Transaction ToTransaction(JournalEntry entry) => Row(entry) with
    {
        Feature = Feature,
        Reservation = Reservation,
        Allocations = ByReceiver(),
    };

    protected override void Change(Wallet wallet, JournalEntry entry)
    {
        foreach (ReturnMove move in Moves)
        {
            Lot source = wallet.Lot(move.Source);
            TakeFrom(wallet, source, move.Amount);
            if (string.Equals(move.Source, move.Receiver, StringComparison.Ordinal))
            {
                wallet.AddRemaining(source, move.Amount);
                continue;
            }

            Lot receiver = wallet.Lot(move.Receiver);
            source.Voided += move.Amount;
            receiver.Amount += move.Amount;
            wallet.AddRemaining(receiver, move.Amount);
        }

        UsageLedger.Scope usage = wallet.Usage.Of(User, Feature);
        foreach ((Instant debitedAt, CreditAmount amount) in ByDebit)
        {
            usage.TakeBack(amount, debitedAt, wallet.Windows);
        }
    }

    /// <summary>Where the credits were until now.</summary>
    protected abstract void TakeFrom(Wallet wallet, Lot source, CreditAmount amount);

    private static CreditAmount Total(ReturnMove[] moves)
    {
        CreditAmount total = CreditAmount.Zero;
        foreach (ReturnMove move in moves)
        {
            total += move.Amount;
        }

        return total;
    }

    private List<Allocation> ByReceiver()
    {
        List<Allocation> received = [];
        foreach (ReturnMove move in Moves)
        {
            int index = received.FindIndex(a => a.Grant == move.Receiver);
            if (index < 0)
            {
                received.Add(new(move.Receiver, move.Amount));
            }
            else
            {
                received[index] = new(move.Receiver, received[index].Amount + move.Amount);
            }
        }

        return received;
    }
}
