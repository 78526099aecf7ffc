using Credits.DependencyInjection;
using Credits.Pricing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Credits.Tests.DependencyInjection;

/// <summary>Puts hosts together as a user would, and looks at what comes of it.</summary>
internal static class Compositions
{
    public static ServiceProvider Provider(Action<CreditsBuilder> build, Action<CreditsOptions>? configure = null)
    {
        ServiceCollection services = new();
        build(services.AddCredits(configure));
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public static CreditCatalog Catalog(Action<CreditsBuilder> build)
    {
        using ServiceProvider provider = Provider(b => build(b.UseInMemory()));
        return provider.GetRequiredService<CreditCatalog>();
    }

    /// <summary>What is reported when credits are first asked for.</summary>
    public static IEnumerable<string> Mistakes(Action<CreditsBuilder> build, Action<CreditsOptions>? configure = null)
    {
        using ServiceProvider provider = Provider(b => build(b.UseInMemory()), configure);
        return provider.Invoking(p => p.GetRequiredService<ICredits>()).Should().Throw<OptionsValidationException>().Which.Failures;
    }

    public static IConfigurationRoot Json(string json) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json))).Build();

    public static IConfigurationRoot Keys(params (string Key, string? Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, v.Value))).Build();
}
