using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Credits.Domain;

/// <summary>Decimal text and numbers to and from millionths, exactly: what cannot be kept is refused, never rounded.</summary>
internal static class FixedPoint
{
    /// <summary>Millionths in one.</summary>
    public const long Scale = 1_000_000;

    /// <summary>The most fractional digits that are kept.</summary>
    public const int Digits = 6;

    public static bool TryFromDecimal(decimal value, out long millionths)
    {
        millionths = 0;
        if (value is > 9_223_372_036_854.775807m or < -9_223_372_036_854.775808m)
        {
            return false;
        }

        decimal scaled = value * Scale;
        if (decimal.Truncate(scaled) != scaled)
        {
            return false;
        }

        millionths = (long)scaled;
        return true;
    }

    /// <summary>Reads a number in the syntax of JSON (sign, integer digits, fraction, exponent).</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out long millionths)
    {
        millionths = 0;
        if (string.IsNullOrEmpty(text) || text.Length > 200)
        {
            return false;
        }

        int position = 0;
        bool negative = text[0] == '-';
        if (negative)
        {
            position++;
        }

        int integerStart = position;
        Int128 digits = 0;
        int significant = 0;
        bool tooLong = false;

        void Take(char digit)
        {
            if (significant > 0 || digit != '0')
            {
                significant++;
            }

            if (significant > 30)
            {
                // So many digits cannot fit, whatever the exponent; trailing zeros of a fraction were left out before.
                tooLong = true;
                return;
            }

            digits = (digits * 10) + (digit - '0');
        }

        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            Take(text[position++]);
        }

        int integerDigits = position - integerStart;
        if (integerDigits == 0 || (integerDigits > 1 && text[integerStart] == '0'))
        {
            return false;
        }

        int exponent = 0;
        if (position < text.Length && text[position] == '.')
        {
            int fractionStart = ++position;
            int fractionEnd = fractionStart;
            while (fractionEnd < text.Length && char.IsAsciiDigit(text[fractionEnd]))
            {
                fractionEnd++;
            }

            if (fractionEnd == fractionStart)
            {
                return false;
            }

            int kept = fractionEnd;
            while (kept > fractionStart && text[kept - 1] == '0')
            {
                kept--;
            }

            for (; position < kept; position++)
            {
                Take(text[position]);
                exponent--;
            }

            position = fractionEnd;
        }

        if (position < text.Length && text[position] is 'e' or 'E')
        {
            if (!int.TryParse(text.AsSpan(position + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int written)
                || written is < -400 or > 400)
            {
                return false;
            }

            exponent += written;
            position = text.Length;
        }

        if (position != text.Length || tooLong)
        {
            return false;
        }

        return TryScale(negative ? -digits : digits, exponent + Digits, out millionths);
    }

    /// <summary>The shortest text that says the value: no exponent, no trailing zeros.</summary>
    public static string Format(long millionths)
    {
        Int128 magnitude = millionths < 0 ? -(Int128)millionths : millionths;
        long whole = (long)(magnitude / Scale);
        int fraction = (int)(magnitude % Scale);
        string sign = millionths < 0 ? "-" : "";
        return fraction == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}")
            : string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}.{fraction:D6}").TrimEnd('0');
    }

    private static bool TryScale(Int128 digits, int power, out long millionths)
    {
        millionths = 0;
        if (digits == 0)
        {
            return true;
        }

        for (; power > 0; power--)
        {
            digits *= 10;
            if (digits > long.MaxValue || digits < long.MinValue)
            {
                return false;
            }
        }

        for (; power < 0; power++)
        {
            if (digits % 10 != 0)
            {
                return false;
            }

            digits /= 10;
        }

        if (digits > long.MaxValue || digits < long.MinValue)
        {
            return false;
        }

        millionths = (long)digits;
        return true;
    }
}
