using System.Diagnostics.CodeAnalysis;
using Credits.AspNetCore;
using Credits.AspNetCore.Access;
using Credits.AspNetCore.Dashboard;
using Credits.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the dashboard.</summary>
public static class CreditsDashboardEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps pages for an organisation's administrators, and one for its members, over the endpoints of <c>MapCreditsApi</c>, which must be mapped
    /// too: balance and forecast, transactions, usage, limits, grants and reservations. Everything they need is inside this assembly.
    /// Who may is said with <c>AddWebAccess</c>; members get the page of their own usage and no other.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="prefix">Where, below the path base; <c>/credits</c> by default.</param>
    /// <param name="configure">Sets names and links.</param>
    /// <returns>The group, for conventions of the host's such as rate limits.</returns>
    /// <exception cref="InvalidOperationException">
    /// <c>AddWebAccess</c> was not called; or, outside Development, it names no policy or there is no <see cref="ICreditsAccess"/>.
    /// </exception>
    /// <exception cref="ArgumentException">A link of the options is neither an address with https or http nor a path.</exception>
    /// <example>
    /// <code>
    /// app.MapCreditsApi("/credits/api");
    /// app.MapCreditsDashboard("/credits", o => o.UpgradeUrl = "~/billing/{wallet}");
    /// </code>
    /// </example>
    public static RouteGroupBuilder MapCreditsDashboard(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string prefix = "/credits", Action<CreditsDashboardOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(prefix);
        CreditsWebOptions access = CreditsWebAccess.Require(endpoints);
        CreditsDashboardOptions options = new();
        configure?.Invoke(options);
        HostLink.Require(options.UpgradeUrl, nameof(options.UpgradeUrl));
        HostLink.Require(options.HomeUrl, nameof(options.HomeUrl));

        RouteGroupBuilder group = endpoints.MapGroup("/" + prefix.Trim('/')).ExcludeFromDescription();
        group.AddEndpointFilter<RouteGroupBuilder, ProblemFilter>();
        group.RequireCreditsPolicy(access);
        new DashboardEndpoints(options).Map(group);
        return group;
    }
}
