using System.Globalization;
using Credits.AspNetCore;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Reports options that are out of range, at start.</summary>
internal sealed class CreditsWebOptionsValidator : IValidateOptions<CreditsWebOptions>
{
    private const int Shortest = 1_024;
    private const int Longest = 1_024 * 1_024;

    public ValidateOptionsResult Validate(string? name, CreditsWebOptions options)
    {
        List<string> faults = [];
        if (options.MaxBodyBytes is < Shortest or > Longest)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"CreditsWebOptions.MaxBodyBytes is {options.MaxBodyBytes}; it is {Shortest} to {Longest}."));
        }

        AddEmpty(options.Policy, nameof(options.Policy));
        AddEmpty(options.BillingPolicy, nameof(options.BillingPolicy));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void AddEmpty(string? policy, string property)
        {
            if (policy is { Length: 0 })
            {
                faults.Add($"CreditsWebOptions.{property} is empty; name a policy, or leave it null.");
            }
        }
    }
}
