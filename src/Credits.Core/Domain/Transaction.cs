using NodaTime;

namespace Credits;

/// <summary>
/// A row of the wallet's ledger. Rows are never changed or deleted; the running sum of the rows is the available balance at
/// every row. Immutable. Semantics, section 9.
/// </summary>
public sealed record Transaction
{
    /// <summary>The row's number in its wallet, from 1 without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it happened, to the microsecond.</summary>
    public required Instant At { get; init; }

    /// <summary>What it records.</summary>
    public required TransactionKind Kind { get; init; }

    /// <summary>Which way it moves the balance; follows from <see cref="Kind"/>.</summary>
    public TransactionType Type => TypeOf(Kind);

    /// <summary>How many credits it moves, 0 or more.</summary>
    public required CreditAmount Amount { get; init; }

    /// <summary>The available credits after it.</summary>
    public required CreditAmount Balance { get; init; }

    /// <summary>The id of who did it.</summary>
    public required string ActorId { get; init; }

    /// <summary>The name of who did it.</summary>
    public required string ActorName { get; init; }

    /// <summary>The feature that took the credits, or to whose debit they came back.</summary>
    public string? Feature { get; init; }

    /// <summary>The quantity of a feature's debit; an overage's is the captured one.</summary>
    public Quantity? Quantity { get; init; }

    /// <summary>The reservation it belongs to.</summary>
    public string? Reservation { get; init; }

    /// <summary>The grant that was issued, expired or voided.</summary>
    public string? Grant { get; init; }

    /// <summary>The operation that did it; null for what fell due by itself.</summary>
    public string? Operation { get; init; }

    /// <summary>The note or reason given.</summary>
    public string? Reason { get; init; }

    /// <summary>What it took from each grant in burn order, or gave back to each in the order of return.</summary>
    public IReadOnlyList<Allocation> Allocations { get; init; } = [];

    internal static TransactionType TypeOf(TransactionKind kind) => kind is TransactionKind.GrantIssued or TransactionKind.Returned
        or TransactionKind.ReservationExpired or TransactionKind.Refunded
        ? TransactionType.Credit
        : TransactionType.Debit;
}
