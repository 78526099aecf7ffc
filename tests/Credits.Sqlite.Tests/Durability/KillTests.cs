using Credits.Journal;

namespace Credits.Sqlite.Tests.Durability;

/// <summary>A writer is killed under load, again and again, on one file.</summary>
[Collection(nameof(Alone))]
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Wallets = 4;

    /// <summary>200 by default; more by hand, as <c>CREDITS_KILL_ROUNDS=5000</c>.</summary>
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("CREDITS_KILL_ROUNDS") ?? "200", null);

    [Fact]
    public async Task Every_acknowledged_operation_is_there_once_and_none_half()
    {
        using TemporaryFile file = new();
        Random random = new(20_260_101);
        long acknowledged = 0;
        long unanswered = 0;
        WriterProcess next = Start(file, 0);
        for (int round = 0; round < Rounds; round++)
        {
            // The next process starts while this one is at work, since starting takes longer than a round.
            using WriterProcess writer = next;
            next = Start(file, round + 1);
            writer.Go();

            // Anywhere from before the file is open to well into the load.
            int answers = random.Next(80);
            await (answers < 8 ? Task.Delay(random.Next(120)) : writer.WaitForAnswersAsync(answers, TimeSpan.FromSeconds(30)));
            writer.Kill();
            await writer.WaitForEndAsync();
            (int written, List<string> faults) = await CheckAsync(file, round, writer.Acknowledged);
            faults.Should().BeEmpty();
            acknowledged += writer.Acknowledged.Count;
            unanswered += written - writer.Acknowledged.Count;
        }

        next.Dispose();
        output.WriteLine($"{Rounds} rounds: {acknowledged} operations were acknowledged and all there, {unanswered} more were written and not answered any more.");
        acknowledged.Should().BeGreaterThan(Rounds);
        using Microsoft.Data.Sqlite.SqliteConnection connection = file.Open();
        connection.Rows("PRAGMA integrity_check").Should().ContainSingle().Which.Should().Equal("ok");
    }

    private static WriterProcess Start(TemporaryFile file, int round) => new(file.Path, SqliteSynchronous.Full, $"r{round}", Wallets, callers: 16, operations: 1_000_000);

    private static async Task<(int Written, List<string> Faults)> CheckAsync(TemporaryFile file, int round, IReadOnlyCollection<string> acknowledged)
    {
        await using CreditsHost host = new(file.ConnectionString, snapshotEvery: 50);
        host.Clock.Set(NodaTime.Instant.FromUtc(2500, 1, 1, 0, 0));
        List<string> faults = [];
        List<string> written = [];
        for (int wallet = 0; wallet < Wallets; wallet++)
        {
            string id = $"r{round}-{wallet}";
            int before = written.Count;
            await foreach (JournalEntry entry in host.Store.ReadAsync(id, new(), default))
            {
                if (entry.Operation is { } operation)
                {
                    written.Add(operation);
                }
            }

            if (written.Count > before)
            {
                faults.AddRange((await host.Admin.VerifyAsync(id, Actor.System)).GetValueOrThrow().Faults.Select(f => f.Message));
            }
        }

        faults.AddRange(acknowledged.Except(written).Select(o => $"{o} was acknowledged and is lost"));
        faults.AddRange(written.GroupBy(o => o).Where(o => o.Count() > 1).Select(o => $"{o.Key} is there {o.Count()} times"));
        return (written.Count, faults);
    }
}
