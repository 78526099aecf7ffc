using NodaTime;

namespace Credits;

/// <summary>Which transactions are wanted; everything that is left out (the default) is all.</summary>
public sealed record TransactionFilter
{
    /// <summary>All transactions.</summary>
    public static TransactionFilter All { get; } = new();

    /// <summary>From this instant on.</summary>
    public Instant? From { get; init; }

    /// <summary>Before this instant.</summary>
    public Instant? To { get; init; }

    /// <summary>Debits or credits only.</summary>
    public TransactionType? Type { get; init; }

    /// <summary>One kind only.</summary>
    public TransactionKind? Kind { get; init; }

    /// <summary>Only what the actor of this id did.</summary>
    public string? User { get; init; }

    /// <summary>Only rows of this feature.</summary>
    public string? Feature { get; init; }

    internal bool Matches(Transaction row) =>
        (From is null || row.At >= From)
        && (To is null || row.At < To)
        && (Type is null || row.Type == Type)
        && (Kind is null || row.Kind == Kind)
        && (User is null || string.Equals(row.ActorId, User, StringComparison.Ordinal))
        && (Feature is null || string.Equals(row.Feature, Feature, StringComparison.Ordinal));
}
