using System.Security.Claims;
using Credits.AspNetCore;

namespace Credits.Dashboard.Tests.Host;

/// <summary>Grace administers every wallet but Eve's, Bill does the billing of them, Ada is a member of them. Solo knows one wallet.</summary>
internal sealed class People : ICreditsAccess
{
    public const string Markup = "<img src=x onerror=\"window.hacked=true\"> & Sons";
    public const string Others = "others";

    public ValueTask<Actor?> FindActorAsync(ClaimsPrincipal principal, WalletId wallet, CancellationToken cancellationToken) => new((principal.Identity!.Name, wallet.Value) switch
    {
        ("eve", Others) => Actor.Admin("eve", "Eve"),
        (_, Others) => null,
        ("grace", _) => Actor.Admin("grace", "Grace"),
        ("bill", _) => Actor.Admin("bill", "Bill"),
        ("ada" or "solo", _) => Actor.Member("ada", "Ada"),
        ("mallory", _) => Actor.Admin("mallory", Markup),
        _ => null,
    });

    public ValueTask<IReadOnlyList<WalletId>> ListWalletsAsync(ClaimsPrincipal principal, CancellationToken cancellationToken) => new(
        (IReadOnlyList<WalletId>)(principal.Identity!.Name == "solo" ? [DashboardHost.Acme] : [DashboardHost.Acme, "a/b & <b>c</b>", "globex"]));
}
