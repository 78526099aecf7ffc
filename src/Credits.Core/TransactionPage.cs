namespace Credits;

/// <summary>Some transactions, and how to get those that follow.</summary>
/// <param name="Rows">The rows, in the order asked for.</param>
/// <param name="Next">The cursor of the next page; null where this is the last.</param>
public sealed record TransactionPage(IReadOnlyList<Transaction> Rows, string? Next);
