namespace Credits;

/// <summary>Why a transaction is what it is.</summary>
/// <param name="Row">The transaction.</param>
/// <param name="Grants">The grants it moved, as they stood after it, in the order of its allocations.</param>
/// <param name="Price">The price it was made with, in words; null where it has none.</param>
/// <param name="Limits">Where each limit stood that covers the debit; empty for what is no debit of a feature.</param>
public sealed record TransactionExplanation(
    Transaction Row, IReadOnlyList<CreditGrant> Grants, string? Price, IReadOnlyList<LimitReading> Limits);
