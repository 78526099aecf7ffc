using NodaTime;

namespace Credits.Domain;

/// <summary>The lots of a wallet: added, issued, burnt, ended.</summary>
internal sealed partial class Wallet
{
    public Lot? FindLot(string id) => _lots.GetValueOrDefault(id);

    /// <summary>A lot that is known to be there; the one burnt next, which is nearly always meant, is found without a look-up.</summary>
    public Lot Lot(string id) =>
        BurnOrder.Count > 0 && ReferenceEquals(BurnOrder[0].Id, id) ? BurnOrder[0] : _lots[id];

    public void AddLot(Lot lot, Instant at)
    {
        _lots.Add(lot.Id, lot);
        GrantsMade++;
        if (lot.ExpiryDue is { } expiry)
        {
            Due.Add(expiry);
        }

        if (lot.State == LotState.Scheduled)
        {
            Scheduled += lot.Remaining;
            lot.EffectiveDue = new(lot.Terms.EffectiveAt, DueKind.GrantEffective, lot.Id, lot);
            Due.Add(lot.EffectiveDue);
        }
        else
        {
            Issue(lot, at);
        }
    }

    public void Activate(Lot lot, Instant at)
    {
        Due.Remove(lot.EffectiveDue);
        lot.EffectiveDue = null;
        lot.State = LotState.Open;
        Scheduled -= lot.Remaining;
        Issue(lot, at);
    }

    /// <summary>Ends a lot: nothing that comes back to it is spendable any more.</summary>
    public void End(Lot lot)
    {
        lot.State = LotState.Ended;
        BurnOrder.Remove(lot);
        Due.Remove(lot.ExpiringDue);
        lot.ExpiringDue = null;
        Due.Remove(lot.ExpiryDue);
    }

    /// <summary>Moves available credits of a lot; what is left decides whether it can be burnt.</summary>
    public void AddRemaining(Lot lot, CreditAmount change)
    {
        bool burnt = lot.Remaining > CreditAmount.Zero;
        lot.Remaining += change;
        if (lot.State == LotState.Scheduled)
        {
            Scheduled += change;
            return;
        }

        Available += change;
        bool burns = lot.Remaining > CreditAmount.Zero;
        if (burns != burnt && lot.IsOpen)
        {
            if (burns)
            {
                BurnOrder.Add(lot);
            }
            else
            {
                BurnOrder.Remove(lot);
            }
        }
    }

    public void AddReserved(Lot lot, CreditAmount change)
    {
        lot.Reserved += change;
        Reserved += change;
    }

    public void GrantRowWritten()
    {
        ExhaustedAnnounced = false;
        InsufficientAnnounced = false;
    }

    private void Issue(Lot lot, Instant at)
    {
        lot.IssuedAt = at;
        Available += lot.Remaining;
        if (lot.Remaining > CreditAmount.Zero)
        {
            BurnOrder.Add(lot);
        }

        if (lot.Terms.Kind == GrantKind.Purchased)
        {
            Windows.MoveTo(at);
            Usage.Purchases.Add(lot.Amount, Windows);
        }

        WatchExpiry(lot);
    }
}
