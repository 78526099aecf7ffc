namespace Credits.Domain;

/// <summary>The windows in which a wallet always counts usage, so that a limit set later knows what was used before.</summary>
internal enum UsageWindow
{
    Day,
    Week,
    Month,
    Year,
    Anniversary,
    Lifetime,
}
