namespace Credits.AspNetCore.Api.Models;

/// <summary>What a wallet holds.</summary>
internal sealed record BalanceAnswer(
    string At,
    string Available,
    string Reserved,
    IReadOnlyDictionary<string, string> ByKind,
    string? Scheduled,
    string? Plan,
    string? NextReset,
    string? NextExpiry,
    string Zone)
{
    public static BalanceAnswer Of(WalletBalance balance) => new(
        WireText.Of(balance.At),
        balance.Available.ToString(),
        balance.Reserved.ToString(),
        balance.ByKind.ToDictionary(static k => WireNames.Of(k.Key), static k => k.Value.ToString(), StringComparer.Ordinal),
        balance.Scheduled?.ToString(),
        balance.Plan,
        balance.NextReset is { } reset ? WireText.Of(reset) : null,
        balance.NextExpiry is { } expiry ? WireText.Of(expiry) : null,
        balance.Zone);
}
