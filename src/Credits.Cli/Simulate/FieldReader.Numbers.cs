using System.Text.Json;

namespace Credits.Cli.Simulate;

/// <content>Amounts, quantities and other numbers: JSON numbers, or strings in that syntax.</content>
internal sealed partial class FieldReader
{
    /// <summary>An amount of more than 0.</summary>
    public CreditAmount? Amount(FieldName field)
    {
        if (!IsGiven(field))
        {
            return null;
        }

        if (!CreditAmount.TryParse(text[field].NumberText(text.Line), out CreditAmount amount) || amount <= CreditAmount.Zero)
        {
            Fail(field);
        }

        return amount;
    }

    public CreditAmount RequiredAmount(FieldName field) => Required(field) ? Amount(field) ?? default : default;

    /// <summary>A whole number from 0 to 255.</summary>
    public int? Priority(FieldName field)
    {
        if (!IsGiven(field))
        {
            return null;
        }

        if (!CreditAmount.TryParse(text[field].NumberText(text.Line), out CreditAmount number)
            || number.ToDecimal() is not (>= 0 and <= 255) || number.ToDecimal() % 1 != 0)
        {
            Fail(field);
            return null;
        }

        return (int)number.ToDecimal();
    }

    /// <summary>How much of a feature: a number, or an object of numbers by dimension.</summary>
    /// <param name="field">The field.</param>
    /// <param name="allowsZero">Whether it may be 0, as what was really used may.</param>
    public Quantity? Quantity(FieldName field, bool allowsZero)
    {
        JsonSlice slice = text[field];
        if (!slice.IsGiven)
        {
            return null;
        }

        if (slice.Type == JsonTokenType.StartObject)
        {
            return Dimensions(field, allowsZero);
        }

        if (!CreditAmount.TryParse(slice.NumberText(text.Line), out CreditAmount number)
            || number < CreditAmount.Zero || (number == CreditAmount.Zero && !allowsZero))
        {
            Fail(field);
        }

        return number.ToDecimal();
    }

    private Quantity? Dimensions(FieldName field, bool allowsZero)
    {
        Dictionary<string, decimal> dimensions = new(StringComparer.Ordinal);
        ReadOnlySpan<byte> slice = text[field].In(text.Line);
        Utf8JsonReader reader = new(slice);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string? name = JsonSlice.TextOf(ref reader);
            reader.Read();
            JsonSlice value = JsonSlice.Take(ref reader);
            if (name is not null && !value.IsGiven)
            {
                dimensions.Remove(name);
            }
            else if (name is not null && IsIdentifier(name)
                && CreditAmount.TryParse(value.NumberText(slice), out CreditAmount number) && number >= CreditAmount.Zero)
            {
                dimensions[name] = number.ToDecimal();
            }
            else
            {
                Fail(field);
                return null;
            }
        }

        if (dimensions.Count == 0 || (!allowsZero && dimensions.Values.All(d => d == 0)))
        {
            Fail(field);
        }

        return Credits.Quantity.Of(dimensions.Select(d => (d.Key, d.Value)));
    }
}
