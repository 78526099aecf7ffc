using System.Text.Json.Serialization;

namespace Credits.AspNetCore.Dashboard;

/// <summary>What a page is told by the server: addresses, who looks, and what he may; data comes from the API.</summary>
internal sealed record PageSettings
{
    public required string Page { get; init; }

    /// <summary>The dashboard's own address, path base included.</summary>
    public required string Dashboard { get; init; }

    /// <summary>The API's; null where the host did not map it.</summary>
    public required string? Api { get; init; }

    public required string Title { get; init; }

    public string? Wallet { get; init; }

    public string? Role { get; init; }

    public string? ActorName { get; init; }

    public bool MayBill { get; init; }

    public bool HasOtherWallets { get; init; }

    /// <summary>The wallet's time zone and current period; null where the wallet is not open yet.</summary>
    public string? Zone { get; init; }

    /// <summary>When the page was made, by the host's clock.</summary>
    public string? Now { get; init; }

    public string? PeriodStart { get; init; }

    public string? PeriodEnd { get; init; }

    public string? UpgradeUrl { get; init; }

    public required string UpgradeText { get; init; }

    public string? HomeUrl { get; init; }

    public required string HomeText { get; init; }
}

/// <summary>How they are written into the page.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PageSettings))]
internal sealed partial class PageSettingsJson : JsonSerializerContext;
