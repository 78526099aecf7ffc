using System.Diagnostics;
using System.Globalization;
using Credits.AspNetCore.Tests.Host;
using Credits.PostgreSql;
using Credits.PostgreSql.Tests.Server;
using Credits.Sqlite;
using Credits.Storage;
using Credits.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Credits.AspNetCore.Tests.Sizes;

/// <summary>
/// An old wallet is shown as quickly as a young one, and downloaded in constant memory. <c>CREDITS_WEB_ROWS</c> asks for another size than
/// the 20,000 rows of every run; its rows lie evenly over a year.
/// </summary>
[Collection(nameof(Alone))]
public sealed class LargeWalletTests(PostgreSqlServer server, ITestOutputHelper output) : IClassFixture<PostgreSqlServer>
{
    private static readonly int Rows = int.Parse(Environment.GetEnvironmentVariable("CREDITS_WEB_ROWS") ?? "20000", CultureInfo.InvariantCulture);
    private static readonly Duration Apart = Duration.FromDays(365) / Rows;

    [Fact]
    public async Task Pages_come_quickly_and_the_file_of_all_rows_in_constant_memory_from_SQLite()
    {
        string directory = Directory.CreateTempSubdirectory("credits-web-").FullName;
        try
        {
            await using SqliteStore store = new($"Data Source={Path.Combine(directory, "credits.db")}", new() { Synchronous = SqliteSynchronous.Normal });
            await ShowAsync(store);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public async Task Pages_come_quickly_and_the_file_of_all_rows_in_constant_memory_from_PostgreSQL()
    {
        string database = server.ConnectionTo(await server.CreateDatabaseAsync());
        await using PostgreSqlStore store = new(database, new() { MigrateAtStart = true, RetryFor = TimeSpan.FromMinutes(5) });
        await store.OpenAsync();
        await ShowAsync(store);
    }

    private async Task ShowAsync(IStore store)
    {
        ManualClock clock = new(WebHost.Start);
        await FillAsync(store, clock);
        await using WebHost host = await WebHost.StartAsync(store: store, clock: clock, open: false);
        Caller grace = host.As("grace");
        string[] quick = ["/balance", "/transactions", "/plan", "/limits", "/forecast", "/usage?by=day&days=28"];
        Dictionary<string, double> best = [];

        // Of several rounds the best, and more of them where the machine has other things to do.
        for (int round = 0; round < 3 || (round < 20 && quick.Any(path => best[path] >= 500)); round++)
        {
            foreach (string path in new[] { "/balance", "/transactions", "/plan", "/grants", "/limits", "/reservations", "/forecast", "/usage?by=day&days=28", "/usage?by=feature&days=31", "/usage?by=user" })
            {
                long start = Stopwatch.GetTimestamp();
                (await grace.GetAsync(path)).ShouldBe(System.Net.HttpStatusCode.OK);
                double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                best[path] = Math.Min(best.GetValueOrDefault(path, double.MaxValue), milliseconds);
                output.WriteLine($"{path}, round {round + 1}: {milliseconds:F1} ms");
            }
        }

        foreach (string path in quick)
        {
            // Generous; by hand the figures are a fraction of it.
            best[path].Should().BeLessThan(500, path);
        }

        (long lines, long most) = await DownloadAsync(grace);
        lines.Should().BeGreaterThan(Rows);
        output.WriteLine($"{lines} lines of CSV; the heap held at most {most / 1024.0 / 1024.0:F1} MiB more than before.");
        most.Should().BeLessThan(64 * 1024 * 1024);
    }

    private async Task<(long Lines, long MostBytes)> DownloadAsync(Caller grace)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        long lines = 0;
        long start = Stopwatch.GetTimestamp();
        using HttpResponseMessage response = await grace.StreamAsync(Caller.Path("acme", "/transactions.csv"));
        await using Stream body = await response.Content.ReadAsStreamAsync();
        byte[] buffer = new byte[64 * 1024];
        for (int read = await body.ReadAsync(buffer); read > 0; read = await body.ReadAsync(buffer))
        {
            long before64k = lines / 16_384;
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
            if (lines / 16_384 != before64k)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        output.WriteLine($"Downloaded in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s.");
        return (lines, most);
    }

    /// <summary>Consumes in order, many at once: commits gather them.</summary>
    private static async Task FillAsync(IStore store, ManualClock clock)
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddCredits(static o => o.RunMaintenance = false)
            .AddPlan("free", static p => p.Welcome(1_000))
            .AddFeature("test-cases", static f => f.PerUnit(1))
            .UseClock(clock)
            .UseStore(_ => new Borrowed(store))
            .Services.BuildServiceProvider();
        ICreditsAdmin admin = services.GetRequiredService<ICreditsAdmin>();
        ICredits credits = services.GetRequiredService<ICredits>();
        (await admin.OpenWalletAsync("acme", Actor.System, "free")).GetValueOrThrow();
        (await admin.PurchaseAsync("acme", new(100_000_000), Actor.System)).GetValueOrThrow();
        (await admin.SetLimitsAsync("acme", [new LimitPolicy("monthly") { Hard = 50_000_000 }], Actor.System)).GetValueOrThrow();
        Actor[] users = [.. Enumerable.Range(0, 20).Select(static i => Actor.Member($"user-{i}"))];
        const int together = 500;
        for (int done = 0; done < Rows; done += together)
        {
            await Task.WhenAll(Enumerable.Range(done, Math.Min(together, Rows - done)).Select(async i =>
                (await credits.ConsumeAsync("acme", "test-cases", users[i % users.Length], 1)).GetValueOrThrow()));
            clock.Advance(Duration.FromTicks((long)(Apart.TotalTicks * together)));
        }
    }

    /// <summary>The container that fills it does not close the store.</summary>
    private sealed class Borrowed(IStore store) : DelegatingStore(store);
}
