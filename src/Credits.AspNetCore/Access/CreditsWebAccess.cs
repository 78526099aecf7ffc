using Credits.AspNetCore.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Credits.AspNetCore.Access;

/// <summary>Who reaches endpoints and pages at all: a policy of the host's, or in Development the machine itself.</summary>
internal static class CreditsWebAccess
{
    /// <summary>Refuses to map anything that would be open to the world.</summary>
    public static CreditsWebOptions Require(IEndpointRouteBuilder endpoints)
    {
        IServiceProvider services = endpoints.ServiceProvider;
        if (services.GetService<WebAccessMarker>() is null)
        {
            throw new InvalidOperationException("Credits over HTTP needs to know who may: call AddWebAccess<TAccess>(…) on what AddCredits() returned.");
        }

        CreditsWebOptions options = services.GetRequiredService<IOptions<CreditsWebOptions>>().Value;
        if (services.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            return options;
        }

        if (options.Policy is null)
        {
            throw new InvalidOperationException(
                "Outside Development credits are not served without an authorisation policy: name one, as in AddWebAccess<TAccess>(o => o.Policy = \"credits\").");
        }

        // Whether it is registered, not what it says: it may be scoped, and there is no request yet.
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(ICreditsAccess)) == false)
        {
            throw new InvalidOperationException(
                "Outside Development credits are not served without an ICreditsAccess, which tells whose wallets a principal may see: register one with AddWebAccess<TAccess>(…).");
        }

        return options;
    }

    /// <summary>Asks for the host's policy on every endpoint of a group; without one, in Development, for a request from this machine.</summary>
    public static RouteGroupBuilder RequireCreditsPolicy(this RouteGroupBuilder group, CreditsWebOptions options) => options.Policy is { } policy
        ? group.RequireAuthorization(policy)
        : group.AllowAnonymous().AddEndpointFilter(static async (invocation, next) =>
            LocalRequest.Is(invocation.HttpContext) ? await next(invocation).ConfigureAwait(false) : new ProblemAnswer(ProblemCatalog.NotLocal()));
}
