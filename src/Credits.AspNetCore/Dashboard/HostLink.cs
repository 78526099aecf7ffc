using Microsoft.AspNetCore.Http;

namespace Credits.AspNetCore.Dashboard;

/// <summary>A link of the host's choice.</summary>
internal static class HostLink
{
    private const string Below = "~/";
    private const string Wallet = "{wallet}";

    /// <summary>Refuses what a browser would run rather than open.</summary>
    public static void Require(string? link, string option)
    {
        bool isPath = link is not null
            && (link.StartsWith(Below, StringComparison.Ordinal) || (link.StartsWith('/') && !link.StartsWith("//", StringComparison.Ordinal)))
            && !link.Contains('\\', StringComparison.Ordinal);
        bool isAddress = Uri.TryCreate(link, UriKind.Absolute, out Uri? address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
        if (link is not null && !isPath && !isAddress)
        {
            throw new ArgumentException($"CreditsDashboardOptions.{option} is '{link}'; it is an address that begins with https:// or http://, or a path that begins with / or ~/.", option);
        }
    }

    public static string? Resolve(string? link, PathString pathBase, WalletId? wallet)
    {
        string? resolved = link?.StartsWith(Below, StringComparison.Ordinal) == true ? pathBase.ToUriComponent() + link[1..] : link;
        return resolved?.Replace(Wallet, wallet is { } id ? Uri.EscapeDataString(id.Value) : "", StringComparison.Ordinal);
    }
}
