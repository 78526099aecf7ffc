using System.Globalization;
using System.Text.Json;
using Credits.Journal;

namespace Credits.Engine;

/// <summary>Names and values of a snapshot as people read them: amounts in credits, instants as such.</summary>
internal static class StateText
{
    /// <summary>The name of a field that a snapshot abbreviates; others as they are.</summary>
    public static string Name(string field) => field switch
    {
        "t" => "at",
        "b" => "available",
        "r" => "reserved",
        "m" => "amount",
        "g" => "grant",
        "f" => "feature",
        "u" => "user",
        "i" => "id",
        "l" => "lots",
        "d" => "reservedAt",
        "p" => "price",
        "w" => "used",
        "by" => "grantedBy",
        _ => field,
    };

    /// <summary>A value; null where there is none.</summary>
    /// <param name="field">Its name in the snapshot.</param>
    /// <param name="value">The value.</param>
    public static string? Of(string field, JsonElement? value) => value switch
    {
        null => IsLeftOutAsZero(field) ? "0" : null,
        { ValueKind: JsonValueKind.Number } number when IsAmount(field) && number.TryGetInt64(out long micro) => CreditAmount.FromMicro(micro).ToString(),
        { ValueKind: JsonValueKind.Number } number when IsInstant(field) && number.TryGetInt64(out long micro) =>
            UnixMicroseconds.ToInstant(micro).ToString("uuuu-MM-ddTHH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } other => other.GetRawText(),
    };

    private static bool IsAmount(string field) =>
        IsLeftOutAsZero(field) || field is "b" or "m" or "w" or "days" or "purchases" or "rollover" or "soft" or "hard" or "low";

    private static bool IsLeftOutAsZero(string field) => field is
        "r" or "reserved" or "consumed" or "expired" or "voided" or "voidedByAdministrator" or "allowance" or "welcome" or "threshold";

    private static bool IsInstant(string field) => field is "t" or "d" or "effective" or "expires" or "issued" or "start" or "end" or "alertsSetAt";
}
