using System.Text.Json.Serialization;

namespace Credits.AspNetCore.Api.Models;

/// <summary>A row of the ledger; what does not apply to it is absent.</summary>
internal sealed record TransactionAnswer(
    long Seq,
    string At,
    string Type,
    string Kind,
    string Amount,
    string Balance,
    PersonAnswer Actor,
    string? Feature,
    [property: JsonConverter(typeof(QuantityConverter))] Quantity? Quantity,
    string? Reservation,
    string? Grant,
    string? Operation,
    IReadOnlyList<AllocationAnswer>? Allocations,
    string? Reason)
{
    public static TransactionAnswer Of(Transaction row) => new(
        row.Sequence,
        WireText.Of(row.At),
        WireNames.Of(row.Type),
        WireNames.Of(row.Kind),
        row.Amount.ToString(),
        row.Balance.ToString(),
        new(row.ActorId, row.ActorName),
        row.Feature,
        row.Quantity,
        row.Reservation,
        row.Grant,
        row.Operation,
        row.Allocations.Count == 0 ? null : [.. row.Allocations.Select(static a => new AllocationAnswer(a.Grant, a.Amount.ToString()))],
        row.Reason);
}

/// <summary>Who did something.</summary>
internal sealed record PersonAnswer(string Id, string Name);

/// <summary>What was taken from a grant, or came back to it.</summary>
internal sealed record AllocationAnswer(string Grant, string Amount);

/// <summary>A page of rows; the next one is asked for with the cursor, and there is none where it is absent.</summary>
internal sealed record TransactionsAnswer(IReadOnlyList<TransactionAnswer> Rows, string? Next);
