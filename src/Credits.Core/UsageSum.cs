namespace Credits;

/// <summary>Usage of one feature, user or day, net of what came back.</summary>
/// <param name="Key">The feature, user or day.</param>
/// <param name="Amount">Credits used.</param>
public sealed record UsageSum(string Key, CreditAmount Amount);
