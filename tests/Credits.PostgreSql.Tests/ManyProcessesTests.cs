using Credits.PostgreSql.Tests.Server;
using Credits.PostgreSql.Tests.Writers;
using Microsoft.Extensions.DependencyInjection;

namespace Credits.PostgreSql.Tests;

public sealed class ManyProcessesTests(PostgreSqlServer server)
{
    private static readonly WalletId Acme = "acme";

    private static bool IsLong => Environment.GetEnvironmentVariable("CREDITS_LONG_TESTS") == "1";

    [Fact]
    public async Task Processes_with_32_callers_each_spend_a_wallet_to_the_last_credit_and_no_further()
    {
        int processes = IsLong ? 8 : 4;
        int balance = IsLong ? 150_000 : 10_000;
        await using Bed bed = await OpenAsync(balance);
        Writer[] writers = [.. Enumerable.Range(0, processes).Select(_ => Writer.Start(bed, Acme, 32, waits: true))];
        await Task.WhenAll(writers.Select(w => w.UntilReadyAsync()));
        await Task.WhenAll(writers.Select(w => w.GoAsync()));
        await Task.WhenAll(writers.Select(w => w.EndAsync()));
        string[] acknowledged = [.. writers.SelectMany(w => w.Acknowledged)];
        acknowledged.Should().HaveCount(balance);
        writers.Should().OnlyContain(w => !w.Acknowledged.IsEmpty, "all of them get on");
        (await Audit.OnceAsync(bed, Acme, acknowledged)).Should().Be(balance);
        (await bed.ScalarAsync<decimal>("SELECT available FROM ~.balances")).Should().Be(0);
        await Audit.CleanAsync(bed, Acme);
    }

    [Fact]
    public async Task Killed_writers_lose_nothing_that_they_acknowledged()
    {
        const int Rounds = 50;
        await using Bed bed = await OpenAsync(10_000_000);
        List<string> acknowledged = [];
        Queue<Writer> writers = new(Enumerable.Range(0, 3).Select(_ => Writer.Start(bed, Acme, 8)));
        for (int round = 0; round < Rounds; round++)
        {
            // While the oldest is killed in the middle of its work, the others are at work or starting.
            using Writer writer = writers.Dequeue();
            await writer.UntilAcknowledgedAsync(1 + (round * 7 % 40));
            await writer.KillAsync();
            acknowledged.AddRange(writer.Acknowledged);
            if (round + writers.Count + 1 < Rounds)
            {
                writers.Enqueue(Writer.Start(bed, Acme, 8));
            }
        }

        acknowledged.Should().HaveCountGreaterThan(Rounds);
        await Audit.OnceAsync(bed, Acme, acknowledged);
        await Audit.CleanAsync(bed, Acme);
    }

    [Fact]
    public async Task A_server_that_dies_under_load_loses_nothing_that_was_acknowledged()
    {
        PostgreSqlServer own = new();
        await own.InitializeAsync();
        try
        {
            await using Bed bed = await OpenAsync(100_000_000, own);
            await using ServiceProvider host = Scripts.Host(bed.Open());
            ICredits credits = host.GetRequiredService<ICredits>();
            System.Collections.Concurrent.ConcurrentQueue<string> acknowledged = [];
            using CancellationTokenSource stop = new();
            Task[] callers = [.. Enumerable.Range(0, 16).Select(_ => Task.Run(() => SpendUntilAsync(credits, acknowledged, stop.Token)))];
            for (int round = 0; round < 4; round++)
            {
                int before = acknowledged.Count;
                while (acknowledged.Count < before + 200)
                {
                    callers.Should().NotContain(c => c.IsCompleted);
                    await Task.Delay(10);
                }

                await own.StopImmediatelyAsync();
                await own.StartAsync();
            }

            await stop.CancelAsync();
            await Task.WhenAll(callers);
            await Audit.OnceAsync(bed, Acme, acknowledged);
            await Audit.CleanAsync(bed, Acme);
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_writer_that_was_paused_cannot_spend_what_others_spent()
    {
        const int Balance = 20_000;
        await using Bed bed = await OpenAsync(Balance);
        using Writer paused = Writer.Start(bed, Acme, 8);
        await paused.UntilAcknowledgedAsync(20);
        await paused.PauseAsync();
        await using (ServiceProvider host = Scripts.Host(bed.Open()))
        {
            ICredits credits = host.GetRequiredService<ICredits>();
            System.Collections.Concurrent.ConcurrentQueue<string> spent = [];
            await Task.WhenAll(Enumerable.Range(0, 256).Select(_ => Task.Run(() => WriterProcess.SpendAsync(credits, Acme, spent.Enqueue))));
            await paused.ResumeAsync();
            await paused.EndAsync();
            (await Audit.OnceAsync(bed, Acme, [.. spent, .. paused.Acknowledged])).Should().Be(Balance);
        }

        (await bed.ScalarAsync<decimal>("SELECT available FROM ~.balances")).Should().Be(0);
        await Audit.CleanAsync(bed, Acme);
    }

    private static async Task SpendUntilAsync(ICredits credits, System.Collections.Concurrent.ConcurrentQueue<string> acknowledged, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            string operation = Guid.NewGuid().ToString();
            for (bool isAnswered = false; !isAnswered;)
            {
                try
                {
                    (await credits.ConsumeAsync(Acme, Scripts.Feature, Scripts.User, 1, operation: operation, cancellationToken: CancellationToken.None)).GetValueOrThrow();
                    isAnswered = true;
                    acknowledged.Enqueue(operation);
                }
                catch (CreditsUnavailableException)
                {
                    await Task.Delay(50, CancellationToken.None);
                }
            }
        }
    }

    private async Task<Bed> OpenAsync(int balance, PostgreSqlServer? on = null)
    {
        Bed bed = await Bed.CreateAsync(on ?? server);
        await using ServiceProvider host = Scripts.Host(bed.Open());
        await Scripts.OpenAsync(host, Acme, balance);
        return bed;
    }
}
