using Credits.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Credits.PostgreSql.Tests.Server;

/// <summary>What must hold of a wallet after whatever happened to its writers.</summary>
internal static class Audit
{
    public static async Task CleanAsync(Bed bed, params WalletId[] wallets)
    {
        await using ServiceProvider host = Scripts.Host(bed.Open());
        foreach (WalletId wallet in wallets)
        {
            VerificationReport report = (await host.GetRequiredService<ICreditsAdmin>().VerifyAsync(wallet, Actor.System)).GetValueOrThrow();
            report.Faults.Should().BeEmpty();
        }

        (await bed.ScalarAsync<long>(
            "SELECT count(*) FROM ~.wallets w WHERE w.version <> (SELECT count(*) FROM ~.journal j WHERE j.wallet = w.wallet)")).Should().Be(0);
    }

    /// <summary>Every acknowledged operation is there once.</summary>
    /// <returns>How many consumes there are.</returns>
    public static async Task<int> OnceAsync(Bed bed, WalletId wallet, IReadOnlyCollection<string> acknowledged)
    {
        acknowledged.Should().OnlyHaveUniqueItems();
        List<JournalEntry> entries = await bed.ReadAsync(wallet);
        entries.Select(e => e.Version).Should().Equal(Enumerable.Range(1, entries.Count).Select(v => (long)v));
        string[] consumes = [.. entries.Where(e => e.OperationName == "consume").Select(e => e.Operation!)];
        consumes.Distinct().Count().Should().Be(consumes.Length, "no operation is there twice");
        acknowledged.Except(consumes).Should().BeEmpty("nothing that was acknowledged is lost");
        return consumes.Length;
    }
}
