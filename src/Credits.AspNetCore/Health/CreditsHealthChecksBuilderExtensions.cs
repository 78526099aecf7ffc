using Credits.AspNetCore.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds credits to a host's health checks.</summary>
public static class CreditsHealthChecksBuilderExtensions
{
    /// <summary>
    /// Checks that the store answers, that notices leave, and that what falls due is recorded, by whichever process. Where the store fails
    /// the check is unhealthy and says the store's sentence. Its data are named as the gauges, and hold no wallet.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="configure">Sets the thresholds; the defaults of <see cref="CreditsHealthOptions"/> where left out.</param>
    /// <param name="name">The check's name; each check has options of its own.</param>
    /// <param name="failureStatus">What is reported in place of unhealthy.</param>
    /// <param name="tags">Tags by which checks are chosen.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="OptionsValidationException">Thrown at start, not here: thresholds that cannot be.</exception>
    /// <example>
    /// <code>
    /// builder.Services.AddHealthChecks().AddCredits(o => o.NoticeLagDegraded = TimeSpan.FromMinutes(5));
    /// app.MapHealthChecks("/health");
    /// </code>
    /// </example>
    public static IHealthChecksBuilder AddCredits(
        this IHealthChecksBuilder builder,
        Action<CreditsHealthOptions>? configure = null,
        string name = "credits",
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        OptionsBuilder<CreditsHealthOptions> options = builder.Services.AddOptions<CreditsHealthOptions>(name).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<CreditsHealthOptions>>(new CreditsHealthOptionsValidator(name));
        if (configure is not null)
        {
            options.Configure(configure);
        }

        return builder.Add(new(name, static services => ActivatorUtilities.CreateInstance<CreditsHealthCheck>(services), failureStatus, tags));
    }
}
