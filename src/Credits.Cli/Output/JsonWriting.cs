using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Credits.Cli.Output;

/// <summary>How the library's values look in results.</summary>
internal static class JsonWriting
{
    /// <summary>An amount, as a string without trailing zeros.</summary>
    public static void WriteAmount(this Utf8JsonWriter json, ReadOnlySpan<byte> name, CreditAmount amount) => json.WriteString(name, amount.ToString());

    /// <summary>An amount, where it is more than 0.</summary>
    public static void WritePositive(this Utf8JsonWriter json, ReadOnlySpan<byte> name, CreditAmount amount)
    {
        if (amount > CreditAmount.Zero)
        {
            json.WriteAmount(name, amount);
        }
    }

    /// <summary>An instant, where there is one.</summary>
    public static void WriteInstant(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Instant? instant)
    {
        if (instant is { } given)
        {
            json.WriteString(name, InstantPattern.ExtendedIso.Format(given));
        }
    }

    /// <summary>A text, where there is one.</summary>
    public static void WriteText(this Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    /// <summary>What was taken from, or given back to, each grant.</summary>
    public static void WriteAllocations(this Utf8JsonWriter json, IReadOnlyList<Allocation> allocations)
    {
        json.WriteStartArray("allocations"u8);
        foreach (Allocation allocation in allocations)
        {
            json.WriteStartObject();
            json.WriteString("grant"u8, allocation.Grant);
            json.WriteAmount("amount"u8, allocation.Amount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A row of the ledger; what does not apply to it is absent.</summary>
    public static void WriteRow(this Utf8JsonWriter json, Transaction row)
    {
        json.WriteStartObject();
        json.WriteRowFields(row);
        json.WriteEndObject();
    }

    /// <summary>The fields of a row, without the object around them.</summary>
    public static void WriteRowFields(this Utf8JsonWriter json, Transaction row)
    {
        json.WriteNumber("seq"u8, row.Sequence);
        json.WriteInstant("at"u8, row.At);
        json.WriteString("type"u8, WireNames.Of(row.Type));
        json.WriteString("kind"u8, WireNames.Of(row.Kind));
        json.WriteAmount("amount"u8, row.Amount);
        json.WriteAmount("balance"u8, row.Balance);
        json.WriteStartObject("actor"u8);
        json.WriteString("id"u8, row.ActorId);
        json.WriteString("name"u8, row.ActorName);
        json.WriteEndObject();
        json.WriteText("feature"u8, row.Feature);
        if (row.Quantity is { } quantity)
        {
            json.WriteQuantity(quantity);
        }

        json.WriteText("reservation"u8, row.Reservation);
        json.WriteText("grant"u8, row.Grant);
        json.WriteText("operation"u8, row.Operation);
        if (row.Allocations.Count > 0)
        {
            json.WriteAllocations(row.Allocations);
        }

        json.WriteText("reason"u8, row.Reason);
    }

    /// <summary>What a balance says besides its totals.</summary>
    public static void WriteBalanceDetails(this Utf8JsonWriter json, WalletBalance balance)
    {
        json.WriteStartObject("byKind"u8);
        foreach ((GrantKind kind, CreditAmount amount) in balance.ByKind.OrderBy(k => k.Key))
        {
            json.WriteString(WireNames.Of(kind), amount.ToString());
        }

        json.WriteEndObject();
        if (balance.Scheduled is { } scheduled)
        {
            json.WriteAmount("scheduled"u8, scheduled);
        }

        json.WriteInstant("nextReset"u8, balance.NextReset);
        json.WriteInstant("nextExpiry"u8, balance.NextExpiry);
    }

    private static void WriteQuantity(this Utf8JsonWriter json, Quantity quantity)
    {
        if (!quantity.HasDimensions)
        {
            json.WriteAmount("quantity"u8, CreditAmount.FromDecimal(quantity.Value));
            return;
        }

        json.WriteStartObject("quantity"u8);
        foreach ((string dimension, decimal value) in quantity.Dimensions)
        {
            json.WriteString(dimension, CreditAmount.FromDecimal(value).ToString());
        }

        json.WriteEndObject();
    }
}
