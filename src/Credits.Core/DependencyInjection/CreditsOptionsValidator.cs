using System.Globalization;
using Credits.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Credits.DependencyInjection;

/// <summary>Finds everything that is wrong with what the host said, in one go: catalogue, options, store.</summary>
internal sealed class CreditsOptionsValidator(ComposedCatalog catalog, IServiceProvider services) : IValidateOptions<CreditsOptions>
{
    public ValidateOptionsResult Validate(string? name, CreditsOptions options)
    {
        List<string> failures = [.. catalog.Mistakes];
        RequireAtLeastOne(failures, nameof(CreditsOptions.MaxCachedWallets), options.MaxCachedWallets);
        RequireAtLeastOne(failures, nameof(CreditsOptions.MaxWaitingPerWallet), options.MaxWaitingPerWallet);
        RequireAtLeastOne(failures, nameof(CreditsOptions.MaxBatch), options.MaxBatch);
        RequireAtLeastOne(failures, nameof(CreditsOptions.SnapshotEvery), options.SnapshotEvery);
        RequirePositive(failures, nameof(CreditsOptions.MaintenanceInterval), options.MaintenanceInterval);
        RequirePositive(failures, nameof(CreditsOptions.NoticeLease), options.NoticeLease);
        if (options.NoticeLease > CreditsOptions.LongestNoticeLease)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"CreditsOptions.{nameof(CreditsOptions.NoticeLease)}: '{options.NoticeLease}' is not valid: it is at most {CreditsOptions.LongestNoticeLease}."));
        }

        // A container that cannot tell says so itself when the store is asked for.
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(IStore)) == false)
        {
            failures.Add("AddCredits: it is not said where wallets are kept. Call UseInMemory(), UseSqlite(...), UsePostgreSql(...) or UseStore<T>() on what AddCredits returns.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void RequireAtLeastOne(List<string> failures, string option, int value)
    {
        if (value < 1)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"CreditsOptions.{option}: '{value}' is not valid: it is at least 1."));
        }
    }

    private static void RequirePositive(List<string> failures, string option, TimeSpan value)
    {
        if (value <= TimeSpan.Zero)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"CreditsOptions.{option}: '{value}' is not valid: it is more than 0."));
        }
    }
}
