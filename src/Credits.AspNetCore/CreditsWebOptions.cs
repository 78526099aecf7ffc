using Microsoft.AspNetCore.Http;

namespace Credits.AspNetCore;

/// <summary>Who may use the endpoints and pages, and how much they take in. Set while services are registered; read-only afterwards.</summary>
public sealed class CreditsWebOptions
{
    /// <summary>
    /// The name of the authorisation policy that every endpoint and page asks for. Null, the default, is allowed in Development alone,
    /// and then only requests from the machine itself are answered.
    /// </summary>
    public string? Policy { get; set; }

    /// <summary>
    /// The name of the policy that grants, purchases, voids, refunds and changes of plan ask for besides, of whoever is a wallet's administrator.
    /// Null, the default, leaves them to the role system: an organisation's own administrators do not give themselves credits.
    /// </summary>
    public string? BillingPolicy { get; set; }

    /// <summary>The longest body that is read, in bytes: 1,024 to 1,048,576; 65,536 by default. Longer ones are answered 413.</summary>
    public int MaxBodyBytes { get; set; } = 64 * 1024;

    /// <summary>
    /// The wallet that a request to an endpoint with <c>RequireCredits</c> spends from; null means that it has none. By default the route
    /// value <c>wallet</c>, or else the one wallet that <see cref="ICreditsAccess.ListWalletsAsync"/> names.
    /// </summary>
    public Func<HttpContext, WalletId?>? SpendingWallet { get; set; }
}
