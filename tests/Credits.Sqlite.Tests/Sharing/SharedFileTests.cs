using Credits.Journal;
using Credits.Sqlite.Tests.Durability;
using Credits.Storage;
using Credits.Testing;
using NodaTime;

namespace Credits.Sqlite.Tests.Sharing;

/// <summary>Two processes on one file; or two stores in one process, which share no more than two processes do.</summary>
public sealed class SharedFileTests
{
    [Fact]
    public async Task A_fixed_balance_is_spent_once_by_two_who_race_for_it()
    {
        using TemporaryFile file = new();
        static void Patient(SqliteStoreOptions options) => options.BusyTimeout = TimeSpan.FromMinutes(5);
        await using CreditsHost first = new(file.ConnectionString, Patient);
        await using CreditsHost second = new(file.ConnectionString, Patient);
        await first.OpenAsync("acme", 500);
        int spent = 0;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(caller => Task.Run(async () =>
        {
            CreditsHost host = caller % 2 == 0 ? first : second;
            while ((await host.Credits.ConsumeAsync("acme", CreditsHost.Feature, host.User, 1)).IsAccepted)
            {
                Interlocked.Increment(ref spent);
            }
        })));
        spent.Should().Be(500);
        foreach (CreditsHost host in new[] { first, second })
        {
            (await host.Admin.GetBalanceAsync("acme", Actor.System)).GetValueOrThrow().Available.Should().Be(CreditAmount.Zero);
            (await host.IsCleanAsync("acme")).Should().BeTrue();
        }
    }

    [Fact]
    public async Task Two_processes_that_do_the_same_operations_do_each_once()
    {
        using TemporaryFile file = new();
        using WriterProcess first = new(file.Path, SqliteSynchronous.Full, "shared", wallets: 2, callers: 4, operations: 60);
        using WriterProcess second = new(file.Path, SqliteSynchronous.Full, "shared", wallets: 2, callers: 4, operations: 60);
        first.Go();
        second.Go();
        (await first.WaitForEndAsync()).Should().Be(0);
        (await second.WaitForEndAsync()).Should().Be(0);
        first.Failed.Should().BeEmpty();
        second.Acknowledged.Should().BeEquivalentTo(first.Acknowledged);
        await using CreditsHost host = new(file.ConnectionString);
        host.Clock.Set(Instant.FromUtc(2500, 1, 1, 0, 0));
        List<string> written = [];
        foreach (string wallet in new[] { "shared-0", "shared-1" })
        {
            await foreach (JournalEntry entry in host.Store.ReadAsync(wallet, JournalRange.All, default))
            {
                written.AddRange(entry.Operation is { } operation ? [operation] : []);
            }

            (await host.IsCleanAsync(wallet)).Should().BeTrue();
        }

        written.Should().OnlyHaveUniqueItems().And.BeEquivalentTo(first.Acknowledged);
    }

    [Fact]
    public async Task A_store_opened_again_goes_on_where_the_last_one_stopped()
    {
        using TemporaryFile file = new();
        for (int round = 0; round < 5; round++)
        {
            await using CreditsHost host = new(file.ConnectionString, snapshotEvery: 20);
            if (round == 0)
            {
                await host.OpenAsync("acme", 1_000);
            }

            await host.ConsumeManyAsync(50, 5, _ => "acme");
            (await host.Admin.GetBalanceAsync("acme", Actor.System)).GetValueOrThrow().Available.Should().Be(1_000 - (50 * (round + 1)));
            (await host.IsCleanAsync("acme")).Should().BeTrue();
        }

        Directory.GetFiles(file.DirectoryPath).Should().Equal([file.Path], "the last to close the file clears its log away");
    }

    [Fact]
    public async Task A_notifier_hears_of_what_an_earlier_process_committed()
    {
        using TemporaryFile file = new();
        await using (CreditsHost host = new(file.ConnectionString))
        {
            await host.OpenAsync("acme", 5);
            await host.ConsumeAsync("acme", 5);
        }

        RecordingNotifier notifier = new();
        await using CreditsHost next = new(file.ConnectionString, add: b => b.AddNotifier(_ => notifier));
        await next.DeliverAsync();
        notifier.Notices.Should().ContainSingle(n => n.Kind == NoticeKind.CreditsExhausted);
        await next.DeliverAsync();
        notifier.Notices.Should().HaveCount(1);
    }
}
