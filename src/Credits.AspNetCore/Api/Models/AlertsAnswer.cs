namespace Credits.AspNetCore.Api.Models;

/// <summary>The wallet's alerts; they can be sent back as they are.</summary>
internal sealed record AlertsAnswer(IReadOnlyList<string> LowBalance, string? ExpiringLead)
{
    public static AlertsAnswer Of(AlertSettings alerts) => new(
        [.. alerts.LowBalance.Select(static t => t.ToString())],
        alerts.ExpiringLead is { } lead ? WireText.Of(lead) : null);
}
