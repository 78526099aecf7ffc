using Credits.Pricing;
using NodaTime;

namespace Credits.DependencyInjection;

/// <summary>Says what a feature costs; it has exactly one price. Of everything else, what is said twice counts as said last. Semantics, section 5.</summary>
public sealed class FeatureBuilder
{
    private readonly string _key;
    private readonly List<(string Field, Func<CreditAmount?, Price> Make)> _prices = [];
    private CreditAmount? _roundUpTo;
    private string? _displayName;
    private Quantity? _defaultQuantity;
    private Duration? _reservationTtl;
    private OverageMode _overage = OverageMode.Refuse;

    internal FeatureBuilder(string key) => _key = key;

    /// <summary>What people read instead of the key.</summary>
    /// <param name="name">The name: 1 to 200 characters without control characters.</param>
    /// <returns>This builder.</returns>
    public FeatureBuilder DisplayName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _displayName = name;
        return this;
    }

    /// <summary>Priced by so many credits a unit.</summary>
    /// <param name="credits">Credits a unit, 0 or more.</param>
    /// <returns>This builder.</returns>
    public FeatureBuilder PerUnit(CreditAmount credits) => Price("unitPrice", roundUpTo => new UnitPrice(credits, roundUpTo));

    /// <summary>Priced by a rate for each of several dimensions: <c>PerDimension(("inputTokens", 0.001m), ("outputTokens", 0.003m))</c>.</summary>
    /// <param name="rates">Credits a unit of each dimension, 0 or more; at least one.</param>
    /// <returns>This builder.</returns>
    public FeatureBuilder PerDimension(params IEnumerable<(string Dimension, CreditAmount Rate)> rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        KeyValuePair<string, CreditAmount>[] all = [.. rates.Select(r => KeyValuePair.Create(r.Dimension, r.Rate))];
        return Price("rates", roundUpTo => new RatesPrice(all, roundUpTo));
    }

    /// <summary>Priced by a table: <c>Tiers(t => t.UpTo(1, 2).UpTo(3, 5).Beyond(8))</c>. The first line that reaches the quantity gives the price of the whole.</summary>
    /// <param name="configure">Writes the table, smallest quantities first.</param>
    /// <returns>This builder.</returns>
    public FeatureBuilder Tiers(Action<TierTableBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        TierTableBuilder table = new();
        configure(table);
        return Tiers(table.Lines);
    }

    /// <summary>Priced by a function of the host's.</summary>
    /// <param name="version">Names the function's content; change it whenever results change, so that open reservations keep their price.</param>
    /// <param name="price">Gives credits (0 or more), or null where a quantity is not priced. It must be pure and quick. See <see cref="CustomPrice"/>.</param>
    /// <returns>This builder.</returns>
    public FeatureBuilder PricedBy(string version, Func<Quantity, CreditAmount?> price)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(price);
        return Price("version", roundUpTo => new CustomPrice(version, price, roundUpTo));
    }

    /// <summary>Prices are rounded up to a multiple of this; at the sixth fractional digit by default.</summary>
    /// <param name="credits">The multiple, more than 0: 1 for whole credits.</param>
    /// <returns>This builder.</returns>
    public FeatureBuilder RoundUpTo(CreditAmount credits)
    {
        _roundUpTo = credits;
        return this;
    }

    /// <summary>The quantity where a caller gives none; without it one must be given.</summary>
    /// <param name="quantity">The quantity, more than 0.</param>
    /// <returns>This builder.</returns>
    public FeatureBuilder DefaultQuantity(Quantity quantity)
    {
        _defaultQuantity = quantity;
        return this;
    }

    /// <summary>How long a reservation lives where a caller does not say; 1 hour by default.</summary>
    /// <param name="timeToLive">More than 0, at most 7 days.</param>
    /// <returns>This builder.</returns>
    public FeatureBuilder ReservationsLive(Duration timeToLive)
    {
        _reservationTtl = timeToLive;
        return this;
    }

    /// <summary>A capture of more than was reserved charges the extra, decided like a consume; by default it is refused.</summary>
    /// <returns>This builder.</returns>
    public FeatureBuilder ChargeOverage() => Overage(OverageMode.Charge);

    internal FeatureBuilder Overage(OverageMode mode)
    {
        _overage = mode;
        return this;
    }

    internal FeatureBuilder Tiers(IReadOnlyList<PriceTier> lines) => Price("tiers", roundUpTo => new TieredPrice(lines, roundUpTo));

    /// <summary>Makes the feature property by property, so that one mistake does not hide another.</summary>
    internal CreditFeature Build(CatalogMistakes mistakes, Place place)
    {
        Price price = BuildPrice(mistakes, place);
        CreditFeature feature = mistakes.Check(place, new CreditFeature("feature", price), _ => new(_key, price));
        if (_displayName is not null)
        {
            feature = mistakes.Check(place, feature, f => f with { DisplayName = _displayName });
        }

        if (_reservationTtl is { } timeToLive)
        {
            feature = mistakes.Check(place, feature, f => f with { ReservationTtl = timeToLive });
        }

        feature = mistakes.Check(place, feature, f => f with { DefaultQuantity = _defaultQuantity });
        return feature with { Overage = _overage };
    }

    private Price BuildPrice(CatalogMistakes mistakes, Place place)
    {
        Price price = new UnitPrice(CreditAmount.Zero);
        CreditAmount? roundUpTo = mistakes.Check(place, price, _ => new UnitPrice(CreditAmount.Zero, _roundUpTo)).RoundUpTo;
        for (int i = 0; i < _prices.Count; i++)
        {
            (string field, Func<CreditAmount?, Price> make) = _prices[i];
            price = mistakes.Check(place, price, _ => make(roundUpTo));
            if (i > 0)
            {
                mistakes.Add(place.Of(field), $"a feature has one price, and this one has {_prices[0].Field} already.");
            }
        }

        if (_prices.Count == 0)
        {
            mistakes.Add(place.Name, "has no price: one of unitPrice, rates and tiers is needed, or a function of the host's.");
        }

        return price;
    }

    private FeatureBuilder Price(string field, Func<CreditAmount?, Price> make)
    {
        _prices.Add((field, make));
        return this;
    }
}
