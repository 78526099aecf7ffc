namespace Credits;

/// <summary>How fast a wallet is being used, and how long it lasts at that rate.</summary>
/// <param name="Days">Over how many local days of the wallet's zone usage was averaged: today, which counts whole, and those before it.</param>
/// <param name="Used">Credits used in that time, net of what came back.</param>
/// <param name="PerDay">Credits a day, rounded up at the sixth digit.</param>
/// <param name="DaysToEmpty">How many whole days the available credits last at that rate, no grant, expiry or reset counted in; null where nothing was used.</param>
public sealed record Forecast(int Days, CreditAmount Used, CreditAmount PerDay, long? DaysToEmpty);
