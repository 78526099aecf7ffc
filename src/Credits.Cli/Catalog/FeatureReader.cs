using System.Text.Json;
using Credits.Pricing;
using NodaTime;

namespace Credits.Cli.Catalog;

/// <summary>Reads a feature of a catalogue, with its price.</summary>
internal static class FeatureReader
{
    private static readonly string[] Prices = ["unitPrice", "tiers", "rates"];

    public static CreditFeature Read(CatalogValue value)
    {
        CatalogObject fields = new(value);
        string key = fields.Require("key").Text();
        Price price = ReadPrice(value, fields);
        CatalogValue? defaultQuantity = fields.Take("defaultQuantity");
        Duration? reservationTtl = fields.Take("reservationTtl")?.Duration();
        OverageMode overage = fields.Take("overage")?.Choice<OverageMode>() ?? OverageMode.Refuse;
        fields.RequireNothingElse();
        CreditFeature feature = value.Make(() => new CreditFeature(key, price)
        {
            DefaultQuantity = defaultQuantity is { } given ? ReadQuantity(given) : null,
            Overage = overage,
        });
        if (defaultQuantity is { } contradicting && price.Of(feature.DefaultQuantity!.Value) is null)
        {
            throw new CatalogException(contradicting.Path, $"the feature's own price ({price}) does not cover it.");
        }

        return reservationTtl is { } ttl ? value.Make(() => feature with { ReservationTtl = ttl }) : feature;
    }

    private static Price ReadPrice(CatalogValue feature, CatalogObject fields)
    {
        (string Name, CatalogValue Value)[] given = [.. Prices
            .Select(name => (Name: name, Value: fields.Take(name)))
            .Where(p => p.Value is not null)
            .Select(p => (p.Name, p.Value!.Value))];
        CreditAmount? roundUpTo = fields.Take("roundUpTo")?.Number();
        return given switch
        {
            [] => throw new CatalogException(feature.Path, $"it has no price: one of {string.Join(", ", Prices)} is missing."),
            [("unitPrice", var price)] => feature.Make(() => new UnitPrice(price.Number(), roundUpTo)),
            [("tiers", var price)] => feature.Make(() => new TieredPrice([.. price.Items().Select(ReadTier)], roundUpTo)),
            [("rates", var price)] => feature.Make(() => new RatesPrice(ReadNumbers(price), roundUpTo)),
            _ => throw new CatalogException(given[1].Value.Path, $"the feature has a price already: {given[0].Name}."),
        };
    }

    private static PriceTier ReadTier(CatalogValue value)
    {
        CatalogObject fields = new(value);
        decimal? upTo = fields.Take("upTo")?.Number().ToDecimal();
        CreditAmount credits = fields.Require("credits").Number();
        fields.RequireNothingElse();
        return new(upTo, credits);
    }

    private static Quantity ReadQuantity(CatalogValue value) => value.Element.ValueKind == JsonValueKind.Object
        ? Quantity.Of(ReadNumbers(value).Select(n => (n.Key, n.Value.ToDecimal())))
        : value.Number().ToDecimal();

    private static List<KeyValuePair<string, CreditAmount>> ReadNumbers(CatalogValue value) =>
        [.. new CatalogObject(value).TakeAll().Select(f => KeyValuePair.Create(f.Key, f.Value.Number()))];
}
