namespace Credits;

/// <summary>What a transaction took from, or gave back to, one grant.</summary>
/// <param name="Grant">The grant's id.</param>
/// <param name="Amount">How much, 0 or more.</param>
public readonly record struct Allocation(string Grant, CreditAmount Amount);
