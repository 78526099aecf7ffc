using Credits.Notifications;
using Credits.Pricing;
using NodaTime;

namespace Credits.Domain;

/// <summary>Consume, reserve and quote; and what every debit of a feature has in common. Semantics, section 6.</summary>
internal static class DebitDecisions
{
    public static Decision Consume(Draft draft, in Request request, Consume command)
    {
        Priced priced = Price(draft, command.Feature, command.Quantity);
        if (priced.Refusal is not null)
        {
            return priced.Refusal;
        }

        Admission admission = Admit(draft.Wallet, command.Actor.Id, command.Feature, priced.Amount, command.AllowPartial, request.Now);
        if (admission.Refusal is not null)
        {
            return Refuse(draft, request, admission);
        }

        CreditAmount before = draft.Wallet.Available;
        request.Begin(draft);
        PriceTerms terms = Record(draft, priced.Feature!);
        draft.Emit(new Consumed(command.Actor.Id, terms.Number, command.Feature, priced.Quantity, admission.Amount, Burn(draft.Wallet, admission.Amount))
        {
            Shortfall = priced.Amount - admission.Amount,
        });
        Announce(draft, command.Actor.Id, command.Feature, before);
        return Decision.Accept(draft.End());
    }

    public static Decision Reserve(Draft draft, in Request request, Reserve command)
    {
        Priced priced = Price(draft, command.Feature, command.Quantity);
        if (priced.Refusal is not null)
        {
            return priced.Refusal;
        }

        Wallet wallet = draft.Wallet;
        string reservation = command.ReservationId(request.Operation);
        if (wallet.FindReservation(reservation) is not null || request.Past?.FindReservation(reservation) is not null)
        {
            return Refusals.ReservationExists(reservation);
        }

        Admission admission = Admit(wallet, command.Actor.Id, command.Feature, priced.Amount, allowPartial: false, request.Now);
        if (admission.Refusal is not null)
        {
            return Refuse(draft, request, admission);
        }

        CreditAmount before = wallet.Available;
        request.Begin(draft);
        PriceTerms terms = Record(draft, priced.Feature!);
        draft.Emit(new CreditsReserved(
            reservation,
            command.Actor.Id,
            terms.Number,
            command.Feature,
            priced.Quantity,
            admission.Amount,
            Burn(wallet, admission.Amount),
            Precision.Add(request.Now, command.Ttl ?? priced.Feature!.ReservationTtl)));
        Announce(draft, command.Actor.Id, command.Feature, before);
        return Decision.Accept(draft.End());
    }

    /// <summary>What a consume would get now, without writing anything.</summary>
    public static (Refusal? Refusal, CreditAmount? Amount, AllocationList Allocations) Quote(
        Draft draft, Actor actor, string feature, Quantity? quantity, Instant now)
    {
        Priced priced = Price(draft, feature, quantity);
        if (priced.Refusal is not null)
        {
            return (priced.Refusal, null, []);
        }

        Admission admission = Admit(draft.Wallet, actor.Id, feature, priced.Amount, allowPartial: false, now);
        return (admission.Refusal, priced.Amount, admission.Refusal is null ? Burn(draft.Wallet, priced.Amount) : []);
    }

    /// <summary>Feature, quantity and price of a debit, or the refusal.</summary>
    public static Priced Price(Draft draft, string key, Quantity? asked)
    {
        if (draft.Catalog.FindFeature(key) is not { } feature)
        {
            return new(null, default, default, Refusals.FeatureUnknown(key));
        }

        return (asked ?? feature.DefaultQuantity) is { } quantity && feature.Price.Of(quantity) is { } amount
            ? new(feature, quantity, amount, null)
            : new(feature, default, default, Refusals.QuantityNotPriced(key, asked ?? feature.DefaultQuantity, feature.Price.Definition));
    }

    /// <summary>How much of an amount limits and balance let through: all, with <paramref name="allowPartial"/> a part, or nothing.</summary>
    public static Admission Admit(Wallet wallet, string user, string feature, CreditAmount amount, bool allowPartial, Instant now)
    {
        (CreditAmount room, LimitState? refusing) = LimitRules.Check(wallet, user, feature, amount, now);
        if (allowPartial && amount > CreditAmount.Zero)
        {
            CreditAmount taken = CreditAmount.Min(amount, CreditAmount.Min(room, wallet.Available));
            if (taken > CreditAmount.Zero)
            {
                return new(taken, null, null, amount);
            }

            refusing = LimitRules.FirstWithoutRoom(wallet, user, feature, now);
        }

        if (refusing is { } limit)
        {
            return new(default, Refusals.HardLimit(limit.Policy, limit.Usage, limit.Threshold, amount, limit.End), limit, amount);
        }

        return amount > wallet.Available
            ? new(default, Refusals.Insufficient(wallet.Available, amount), null, amount)
            : new(amount, null, null, amount);
    }

    /// <summary>Refuses a debit, and tells of it once. Only a verified refusal writes anything.</summary>
    public static Decision Refuse(Draft draft, in Request request, in Admission admission)
    {
        if (request.Past is null)
        {
            return Decision.LookFirst;
        }

        Wallet wallet = draft.Wallet;
        if (admission.RefusedBy is { } limit)
        {
            if (!LimitRules.IsAnnounced(wallet, limit, isHard: true))
            {
                request.BeginRefusal(draft);
                LimitRules.Announce(draft, limit, isHard: true);
                draft.End();
            }
        }
        else if (!wallet.InsufficientAnnounced)
        {
            request.BeginRefusal(draft);
            draft.Raise(new CreditsInsufficient(draft.NextNotice, wallet.Id, draft.At, wallet.Available, admission.Asked));
            draft.End();
        }

        return admission.Refusal!;
    }

    /// <summary>What an amount takes from each lot, in burn order. Semantics, section 3.</summary>
    public static AllocationList Burn(Wallet wallet, CreditAmount amount)
    {
        if (amount == CreditAmount.Zero)
        {
            return [];
        }

        Lot first = wallet.BurnOrder[0];
        if (first.Remaining >= amount)
        {
            return new(first.Id, amount);
        }

        List<Allocation> allocations = [];
        for (int place = 0; amount > CreditAmount.Zero; place++)
        {
            Lot lot = wallet.BurnOrder[place];
            CreditAmount part = CreditAmount.Min(lot.Remaining, amount);
            allocations.Add(new(lot.Id, part));
            amount -= part;
        }

        return [.. allocations];
    }

    /// <summary>The wallet's record of a feature's price; made when it is charged for the first time.</summary>
    public static PriceTerms Record(Draft draft, CreditFeature feature)
    {
        if (draft.Wallet.FindPrice(feature) is { } known)
        {
            return known;
        }

        PriceTerms terms = new(draft.Wallet.Prices.Count, feature.Key, feature.Price, feature.Overage);
        draft.Emit(new PriceRecorded(terms));
        return terms;
    }

    /// <summary>Tells of what a debit brought about. Semantics, section 8.</summary>
    public static void Announce(Draft draft, string user, string feature, CreditAmount availableBefore)
    {
        Wallet wallet = draft.Wallet;
        LimitRules.AnnounceReached(draft, user, feature);
        if (wallet.Available == CreditAmount.Zero && !wallet.ExhaustedAnnounced)
        {
            draft.Raise(new CreditsExhausted(draft.NextNotice, wallet.Id, draft.At));
        }

        IReadOnlyList<LimitThreshold> thresholds = wallet.Alerts.LowBalance;
        for (int i = 0; i < thresholds.Count; i++)
        {
            if (thresholds[i].InCredits(wallet.Subscription?.Plan.Allowance) is { } threshold
                && availableBefore >= threshold && wallet.Available < threshold)
            {
                draft.Raise(new LowBalance(draft.NextNotice, wallet.Id, draft.At, threshold, wallet.Available));
            }
        }
    }
}
