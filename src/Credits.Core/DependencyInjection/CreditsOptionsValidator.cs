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
        RequireAtLeastOne(failures, nameof(CreditsOptions.NoticeParallelism), options.NoticeParallelism);
        RequireAtLeastOne(failures, nameof(CreditsOptions.NoticeAttempts), options.NoticeAttempts);
        RequirePositive(failures, nameof(CreditsOptions.NoticeTimeout), options.NoticeTimeout);
        RequirePositive(failures, nameof(CreditsOptions.NoticeRetryDelay), options.NoticeRetryDelay);
        Require(failures, nameof(CreditsOptions.DueLease), options.DueLease, options.DueLease > TimeSpan.Zero, "it is more than 0");
        Require(failures, nameof(CreditsOptions.DueLease), options.DueLease, options.DueLease <= CreditsOptions.LongestLease, $"it is at most {CreditsOptions.LongestLease}");
        Require(failures, nameof(CreditsOptions.NoticeLease), options.NoticeLease, options.NoticeLease > options.NoticeTimeout, "it is longer than NoticeTimeout");
        Require(failures, nameof(CreditsOptions.NoticeLease), options.NoticeLease, options.NoticeLease <= CreditsOptions.LongestLease, $"it is at most {CreditsOptions.LongestLease}");
        Require(
            failures, nameof(CreditsOptions.NoticeLongestRetryDelay), options.NoticeLongestRetryDelay,
            options.NoticeLongestRetryDelay >= options.NoticeRetryDelay && options.NoticeLongestRetryDelay <= CreditsOptions.LongestLease,
            $"it is at least NoticeRetryDelay, and at most {CreditsOptions.LongestLease}");
        Require(failures, nameof(CreditsOptions.NoticeRetryJitterPercent), options.NoticeRetryJitterPercent, options.NoticeRetryJitterPercent is >= 0 and <= 100, "it is 0 to 100");
        Require(failures, nameof(CreditsOptions.MaintenancePercent), options.MaintenancePercent, options.MaintenancePercent is >= 1 and <= 100, "it is 1 to 100");

        // A container that cannot tell says so itself when the store is asked for.
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(IStore)) == false)
        {
            failures.Add("AddCredits: it is not said where wallets are kept. Call UseInMemory(), UseSqlite(...), UsePostgreSql(...) or UseStore<T>() on what AddCredits returns.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void RequireAtLeastOne(List<string> failures, string option, int value) => Require(failures, option, value, value >= 1, "it is at least 1");

    private static void RequirePositive(List<string> failures, string option, TimeSpan value) =>
        Require(failures, option, value, value > TimeSpan.Zero, "it is more than 0");

    private static void Require<T>(List<string> failures, string option, T value, bool holds, string rule)
    {
        if (!holds)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"CreditsOptions.{option}: '{value}' is not valid: {rule}."));
        }
    }
}
