using Credits.AspNetCore;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Looks at start whether the policies that the options name exist, so that a misspelt one is no error of the first request.</summary>
internal sealed class PolicyCheck(IOptions<CreditsWebOptions> options, IAuthorizationPolicyProvider policies) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await RequireAsync(options.Value.Policy, nameof(CreditsWebOptions.Policy)).ConfigureAwait(false);
        await RequireAsync(options.Value.BillingPolicy, nameof(CreditsWebOptions.BillingPolicy)).ConfigureAwait(false);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RequireAsync(string? policy, string property)
    {
        if (policy is not null && await policies.GetPolicyAsync(policy).ConfigureAwait(false) is null)
        {
            throw new InvalidOperationException($"CreditsWebOptions.{property} names the policy '{policy}', which is not registered; see AddAuthorization.");
        }
    }
}
