namespace Credits.Domain;

/// <summary>Credits that go back: from which lot they had been taken, and to which they come.</summary>
/// <param name="Source">The id of the lot they had been taken from.</param>
/// <param name="Receiver">The same, or the grant that replaced it.</param>
/// <param name="Amount">How much.</param>
internal readonly record struct ReturnMove(string Source, string Receiver, CreditAmount Amount);
