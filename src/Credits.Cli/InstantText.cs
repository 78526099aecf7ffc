using NodaTime;

namespace Credits.Cli;

/// <summary>Instants as commands write them: <c>2026-01-31T23:59:59.999999Z</c>, with at most six fractional digits.</summary>
internal static class InstantText
{
    private const int WholeSeconds = 19;
    private const int MostDigits = 6;

    public static bool TryParse(ReadOnlySpan<byte> text, out Instant instant)
    {
        instant = default;
        if (text.Length <= WholeSeconds || text[^1] != 'Z'
            || !TryParseDigits(text[..4], out int year) || text[4] != '-'
            || !TryParseDigits(text[5..7], out int month) || text[7] != '-'
            || !TryParseDigits(text[8..10], out int day) || text[10] != 'T'
            || !TryParseDigits(text[11..13], out int hour) || text[13] != ':'
            || !TryParseDigits(text[14..16], out int minute) || text[16] != ':'
            || !TryParseDigits(text[17..19], out int second)
            || !TryParseFraction(text[WholeSeconds..^1], out int microseconds)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        instant = Instant.FromUtc(year, month, day, hour, minute, second).PlusTicks(microseconds * 10L);
        return true;
    }

    private static bool TryParseFraction(ReadOnlySpan<byte> text, out int microseconds)
    {
        microseconds = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        ReadOnlySpan<byte> digits = text[1..];
        if (text[0] != '.' || digits.Length is 0 or > MostDigits || !TryParseDigits(digits, out microseconds))
        {
            return false;
        }

        for (int i = digits.Length; i < MostDigits; i++)
        {
            microseconds *= 10;
        }

        return true;
    }

    private static bool TryParseDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (byte b in text)
        {
            if (!char.IsAsciiDigit((char)b))
            {
                return false;
            }

            value = (value * 10) + (b - '0');
        }

        return true;
    }
}
