using System.Diagnostics.CodeAnalysis;
using Credits.AspNetCore;
using Credits.AspNetCore.Access;
using Credits.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Says who may see and administer credits over HTTP.</summary>
public static class AspNetCoreCreditsBuilderExtensions
{
    /// <summary>Says who may, with an <see cref="ICreditsAccess"/> of the host's; for <c>MapCreditsApi</c>, <c>MapCreditsDashboard</c> and <c>RequireCredits</c>.</summary>
    /// <typeparam name="TAccess">Tells whose wallets a principal may see; a scoped service.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options. Outside Development <see cref="CreditsWebOptions.Policy"/> must be named.</param>
    /// <returns>The builder.</returns>
    /// <example>
    /// <code>
    /// builder.Services.AddAuthorization(o => o.AddPolicy("credits", p => p.RequireAuthenticatedUser()));
    /// builder.Services.AddCredits()
    ///     .AddWebAccess&lt;OrganisationAccess&gt;(o => o.Policy = "credits");
    /// </code>
    /// </example>
    public static CreditsBuilder AddWebAccess<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAccess>(
        this CreditsBuilder builder, Action<CreditsWebOptions>? configure = null)
        where TAccess : class, ICreditsAccess
    {
        AddWebAccess(builder, configure);
        builder.Services.Replace(ServiceDescriptor.Scoped<ICreditsAccess, TAccess>());
        return builder;
    }

    /// <summary>
    /// The same for a host that registers its <see cref="ICreditsAccess"/> itself, or has none yet: in Development everybody on the machine
    /// then administers every wallet; anywhere else the host refuses to start.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder.</returns>
    public static CreditsBuilder AddWebAccess(this CreditsBuilder builder, Action<CreditsWebOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        services.AddAuthorization();
        services.AddAntiforgery();
        services.TryAddSingleton<WebAccessMarker>();
        services.AddOptions<CreditsWebOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CreditsWebOptions>, CreditsWebOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<Hosting.IHostedService, PolicyCheck>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        return builder;
    }
}
