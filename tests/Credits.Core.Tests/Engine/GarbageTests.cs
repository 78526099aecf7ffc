using System.Diagnostics;
using Credits.Storage;
using NodaTime;

namespace Credits.Tests.Engine;

/// <summary>What a debit costs the garbage collector besides what its store keeps. A store that keeps nothing shows it.</summary>
public sealed class GarbageTests
{
    private const int MostBytes = 250;
    private const int Together = 5_000;

    [Fact]
    public async Task A_consume_makes_at_most_250_bytes_of_garbage()
    {
        Actor ada = Actor.Member("u1", "Ada");
        LibraryProcess process = new(new Forgetful(), SystemClock.Instance);
        (await process.Admin.OpenWalletAsync("acme", Actor.System)).GetValueOrThrow();
        (await process.Admin.PurchaseAsync("acme", new(1_000_000_000), Actor.System)).GetValueOrThrow();
        LimitPolicy limits = new("org") { Soft = [800_000_000], Hard = 900_000_000 };
        (await process.Admin.SetLimitsAsync("acme", [limits], Actor.System)).GetValueOrThrow();
        string[] operations = [.. Enumerable.Range(0, Together).Select(i => $"operation-{i}")];

        // Methods make more of it until they are compiled for good; nothing says when that is.
        long least = long.MaxValue;
        Stopwatch patience = Stopwatch.StartNew();
        while (least > MostBytes && patience.Elapsed < TimeSpan.FromMinutes(2))
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach (string operation in operations)
            {
                // On this thread to its end: the store never waits.
                (await process.Credits.ConsumeAsync("acme", "unit", ada, 1, operation: operation)).GetValueOrThrow();
            }

            least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - before) / Together);
        }

        least.Should().BeInRange(1, MostBytes);
    }

    /// <summary>Says that debits are committed, and keeps none of them.</summary>
    private sealed class Forgetful() : DelegatingStore(new InMemoryStore())
    {
        public override ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken) =>
            commit.Entries is [{ OperationName: "consume" }] ? new(CommitOutcome.Committed) : Inner.CommitAsync(commit, cancellationToken);
    }
}
