using System.Buffers;
using System.Globalization;
using NodaTime.Text;

namespace Credits.Engine;

/// <summary>Transactions as RFC 4180 lines. Text that a spreadsheet would take for a formula gets an apostrophe before it.</summary>
internal sealed class TransactionCsv(TextWriter output)
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create("\",\r\n");
    // Some spreadsheets take the full-width forms for the narrow ones.
    private static readonly SearchValues<char> StartFormulas = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    public Task WriteHeaderAsync() =>
        output.WriteAsync("sequence,at,type,kind,amount,balance,actor_id,actor_name,feature,quantity,reservation,grant,operation,allocations,reason\r\n");

    public Task WriteAsync(Transaction row) => output.WriteAsync(string.Join(
        ',',
        row.Sequence.ToString(CultureInfo.InvariantCulture),
        InstantPattern.ExtendedIso.Format(row.At),
        WireNames.Of(row.Type),
        WireNames.Of(row.Kind),
        row.Amount.ToString(),
        row.Balance.ToString(),
        Text(row.ActorId),
        Text(row.ActorName),
        Text(row.Feature),
        Text(row.Quantity?.ToString()),
        Text(row.Reservation),
        Text(row.Grant),
        Text(row.Operation),
        Text(string.Join("; ", row.Allocations.Select(a => $"{a.Grant}: {a.Amount}"))),
        Text(row.Reason)) + "\r\n");

    private static string Text(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "";
        }

        string safe = StartFormulas.Contains(value[0]) ? "'" + value : value;
        return safe.AsSpan().IndexOfAny(NeedQuotes) < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
