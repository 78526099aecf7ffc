using Microsoft.Extensions.Options;

namespace Credits.AspNetCore.Health;

/// <summary>Reports thresholds that cannot be, at start.</summary>
internal sealed class CreditsHealthOptionsValidator(string check) : IValidateOptions<CreditsHealthOptions>
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, CreditsHealthOptions options)
    {
        if (name != check)
        {
            return ValidateOptionsResult.Skip;
        }

        List<string> faults = [];
        if (options.StoreTimeout <= TimeSpan.Zero || options.StoreTimeout > LongestTimeout)
        {
            faults.Add($"CreditsHealthOptions.{nameof(options.StoreTimeout)}: '{options.StoreTimeout}' is not valid: it is more than 0 and at most {LongestTimeout}.");
        }

        AddPair(faults, nameof(options.NoticeLagDegraded), options.NoticeLagDegraded, nameof(options.NoticeLagUnhealthy), options.NoticeLagUnhealthy);
        AddPair(faults, nameof(options.SweepLagDegraded), options.SweepLagDegraded, nameof(options.SweepLagUnhealthy), options.SweepLagUnhealthy);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void AddPair(List<string> faults, string degradedName, TimeSpan? degraded, string unhealthyName, TimeSpan? unhealthy)
    {
        AddNotPositive(faults, degradedName, degraded);
        AddNotPositive(faults, unhealthyName, unhealthy);
        if (degraded > unhealthy)
        {
            faults.Add($"CreditsHealthOptions.{degradedName}: '{degraded}' is not valid: it is at most {unhealthyName}, {unhealthy}.");
        }
    }

    private static void AddNotPositive(List<string> faults, string name, TimeSpan? value)
    {
        if (value <= TimeSpan.Zero)
        {
            faults.Add($"CreditsHealthOptions.{name}: '{value}' is not valid: it is more than 0, or null for never.");
        }
    }
}
