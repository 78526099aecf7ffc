using Credits.Journal;
using Credits.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Credits.Sqlite.Tests;

/// <summary>Entries to commit to a store directly.</summary>
internal static class JournalMaterial
{
    /// <summary>A wallet that is opened, buys credits and consumes 1 again and again: so many entries.</summary>
    public static Task<JournalEntry[]> ConsumesAsync(int entries) => ConsumesAsync(entries, static i => $"op-{i}");

    public static async Task<JournalEntry[]> ConsumesAsync(int entries, Func<int, string> operation)
    {
        Collector collector = new();
        ServiceCollection services = new();
        services.AddSingleton<ICommitObserver>(collector);
        services.AddCredits().AddFeature("test-cases", static f => f.PerUnit(1)).UseInMemory();
        await using ServiceProvider provider = services.BuildServiceProvider();
        ICreditsAdmin admin = provider.GetRequiredService<ICreditsAdmin>();
        ICredits credits = provider.GetRequiredService<ICredits>();
        (await admin.OpenWalletAsync("w", Actor.System, operation: operation(1))).GetValueOrThrow();
        (await admin.PurchaseAsync("w", new(1_000_000), Actor.System, operation(2))).GetValueOrThrow();
        for (int i = 3; i <= entries; i++)
        {
            (await credits.ConsumeAsync("w", "test-cases", Actor.Member("ada"), 1, operation: operation(i))).GetValueOrThrow();
        }

        return [.. collector.Entries.Take(entries)];
    }

    private sealed class Collector : ICommitObserver
    {
        public List<JournalEntry> Entries { get; } = [];

        public void Committed(WalletId wallet, IReadOnlyList<JournalEntry> entries) => Entries.AddRange(entries);
    }
}
