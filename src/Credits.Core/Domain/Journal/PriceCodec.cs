using System.Text.Json;
using Credits.Domain;
using Credits.Pricing;

namespace Credits.Journal;

/// <summary>Prices by content. Of a host's own function only its version is kept.</summary>
internal static class PriceCodec
{
    public static void Write(Utf8JsonWriter json, PriceTerms terms)
    {
        json.NumberUnless(Field.PriceNumber, terms.Number, 0);
        json.WriteString(Field.Feature, terms.Feature);
        json.WriteStartObject(Field.Price);
        Write(json, terms.Price);
        json.WriteEndObject();
        json.NameUnless(Field.OverageMode, terms.Overage, OverageMode.Refuse);
    }

    public static PriceTerms Read(JsonElement json) => new(
        checked((int)json.Number(Field.PriceNumber, 0)),
        json.Text(Field.Feature),
        ReadPrice(json.Get(Field.Price)),
        json.Name(Field.OverageMode, OverageMode.Refuse));

    private static void Write(Utf8JsonWriter json, Price price)
    {
        switch (price)
        {
            case UnitPrice unit:
                json.Amount(Field.PerUnit, unit.PerUnit);
                break;
            case RatesPrice rates:
                json.WriteStartObject(Field.Rates);
                foreach ((string dimension, CreditAmount rate) in rates.Rates)
                {
                    json.WriteNumber(dimension, rate.Micro);
                }

                json.WriteEndObject();
                break;
            case TieredPrice tiered:
                Write(json, tiered);
                break;
            case CustomPrice custom:
                json.WriteString(Field.Custom, custom.Version);
                break;
            default:
                throw new InvalidOperationException($"The journal has no form for a {price.GetType().Name}.");
        }

        if (price.RoundUpTo is { } multiple)
        {
            json.Amount(Field.RoundUpTo, multiple);
        }
    }

    private static void Write(Utf8JsonWriter json, TieredPrice price)
    {
        json.WriteStartArray(Field.Tiers);
        foreach (PriceTier tier in price.Tiers)
        {
            json.WriteStartArray();
            if (tier.UpTo is { } upTo)
            {
                json.WriteNumberValue(Quantity.FromDecimal(upTo).Micro);
            }
            else
            {
                json.WriteNullValue();
            }

            json.WriteNumberValue(tier.Credits.Micro);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static Price ReadPrice(JsonElement price)
    {
        CreditAmount? roundUpTo = price.Has(Field.RoundUpTo, out _) ? price.Amount(Field.RoundUpTo) : null;
        if (price.Has(Field.PerUnit, out _))
        {
            return new UnitPrice(price.Amount(Field.PerUnit), roundUpTo);
        }

        if (price.Has(Field.Rates, out JsonElement rates))
        {
            return new RatesPrice(rates.EnumerateObject().Select(r => KeyValuePair.Create(r.Name, CreditAmount.FromMicro(r.Value.GetInt64()))), roundUpTo);
        }

        if (price.Has(Field.Tiers, out JsonElement tiers))
        {
            return new TieredPrice(tiers.EnumerateArray().Select(ReadTier), roundUpTo);
        }

        return price.TextOrNull(Field.Custom) is { } version
            ? new CustomPrice(version, roundUpTo)
            : throw JournalFormatException.TooOld($"the price {price.GetRawText()}");
    }

    private static PriceTier ReadTier(JsonElement tier) => new(
        tier[0].ValueKind == JsonValueKind.Null ? null : Quantity.OfMicro(tier[0].GetInt64()).Value,
        CreditAmount.FromMicro(tier[1].GetInt64()));
}
