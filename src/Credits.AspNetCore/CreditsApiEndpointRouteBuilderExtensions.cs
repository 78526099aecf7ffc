using System.Diagnostics.CodeAnalysis;
using Credits.AspNetCore;
using Credits.AspNetCore.Access;
using Credits.AspNetCore.Api.Endpoints;
using Credits.AspNetCore.Api.Queries;
using Credits.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the JSON endpoints.</summary>
public static class CreditsApiEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps JSON endpoints over <see cref="global::Credits.ICredits"/> and <see cref="global::Credits.ICreditsAdmin"/>: balance, plan, transactions, usage, grants, limits,
    /// purchases and the rest, described for OpenAPI. Who may is said with <c>AddWebAccess</c>; a refusal is a problem detail with the
    /// library's code and numbers; the header <c>Idempotency-Key</c> is the operation's id; a write that a browser signs by itself wants an
    /// antiforgery token.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="prefix">Where, below the path base; <c>/credits/api</c> by default.</param>
    /// <returns>The group, for conventions of the host's such as rate limits or tags.</returns>
    /// <exception cref="InvalidOperationException">
    /// <c>AddWebAccess</c> was not called; or, outside Development, it names no policy or there is no <see cref="ICreditsAccess"/>.
    /// </exception>
    public static RouteGroupBuilder MapCreditsApi(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string prefix = "/credits/api")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(prefix);
        CreditsWebOptions options = CreditsWebAccess.Require(endpoints);
        string route = "/" + prefix.Trim('/');
        RouteGroupBuilder api = endpoints.MapGroup(route)
            .WithTags("Credits")
            .DisableAntiforgery(); // The filter below asks for a token where one is needed, whatever the content type.
        api.AddEndpointFilter<RouteGroupBuilder, ProblemFilter>();
        api.RequireCreditsPolicy(options);
        api.AddEndpointFilterFactory(KnownQueryFilter.Create);
        GeneralEndpoints.Map(api);

        RouteGroupBuilder wallet = api.MapGroup("/wallets/{wallet}");
        wallet.ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        RouteGroupBuilder anybody = wallet.MapGroup("").AddEndpointFilter(new WalletFilter(Standing.Member));
        RouteGroupBuilder administrators = wallet.MapGroup("").AddEndpointFilter(new WalletFilter(Standing.Administrator));
        RouteGroupBuilder billing = wallet.MapGroup("").AddEndpointFilter(new WalletFilter(Standing.Billing));
        BalanceEndpoints.Map(anybody, administrators);
        TransactionEndpoints.Map(administrators);
        ExplanationEndpoint.Map(administrators);
        UsageEndpoints.Map(anybody, administrators);
        LimitEndpoints.Map(administrators);
        ReservationEndpoints.Map(administrators);
        NoticeEndpoints.Map(administrators);
        GrantEndpoints.Map(administrators, billing);
        PlanEndpoints.Map(administrators, billing);
        return api;
    }
}
