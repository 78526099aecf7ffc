namespace Credits.AspNetCore;

/// <summary>What the dashboard says of the host, and where it leads back to. Set while the application is mapped; read-only afterwards.</summary>
public sealed class CreditsDashboardOptions
{
    /// <summary>The name at the head of every page; <c>Credits</c> by default.</summary>
    public string Title { get; set; } = "Credits";

    /// <summary>
    /// Where administrators buy credits or a larger plan: an absolute <c>https</c> or <c>http</c> address, or a path of this host; <c>~/</c> begins
    /// one below the path base. <c>{wallet}</c> becomes the wallet's id, escaped. Null, the default, shows no such link.
    /// </summary>
    public string? UpgradeUrl { get; set; }

    /// <summary>The words of that link; <c>Upgrade / buy credits</c> by default.</summary>
    public string UpgradeText { get; set; } = "Upgrade / buy credits";

    /// <summary>Where the product itself is, written like <see cref="UpgradeUrl"/>. Null, the default, shows no link back.</summary>
    public string? HomeUrl { get; set; }

    /// <summary>The words of the link back; <c>Back to the product</c> by default.</summary>
    public string HomeText { get; set; } = "Back to the product";
}
