using System.Globalization;
using Credits.AspNetCore.Problems;
using NodaTime;

namespace Credits.AspNetCore.Api.Queries;

/// <summary>Understands the texts of a query; an empty one is as good as none.</summary>
internal static class QueryText
{
    public static Instant? AsInstant(this string? text, string name) => string.IsNullOrEmpty(text)
        ? null
        : WireText.TryParse(text, out Instant instant)
            ? instant
            : throw RequestProblemException.Field(name, $"{name}: it is an instant such as 2026-01-31T23:59:59Z, in UTC, with at most 6 fractional digits.");

    public static TEnum? AsName<TEnum>(this string? text, string name)
        where TEnum : struct, Enum => string.IsNullOrEmpty(text) ? null : WalletCall.Name<TEnum>(text, name);

    public static int AsNumber(this string? text, string name, int least, int most, int otherwise)
    {
        if (string.IsNullOrEmpty(text))
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw RequestProblemException.Field(name, string.Create(CultureInfo.InvariantCulture, $"{name}: it is a whole number from {least} to {most}."));
    }

    public static bool AsFlag(this string? text, string name) => text switch
    {
        null or "" or "false" => false,
        "true" => true,
        _ => throw RequestProblemException.Field(name, $"{name}: it is true or false."),
    };

    public static string? OrNull(this string? text) => string.IsNullOrEmpty(text) ? null : text;
}
