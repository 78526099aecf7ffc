namespace Credits.Domain;

/// <summary>A feature consumed credits for good.</summary>
internal sealed class Consumed(string user, int price, string feature, Quantity quantity, CreditAmount amount, AllocationList allocations)
    : DebitEvent(user, price, feature, quantity, amount, allocations)
{
    /// <summary>What a partial debit could not take.</summary>
    public CreditAmount Shortfall { get; init; }

    public override TransactionKind Kind => TransactionKind.Consumed;
}
