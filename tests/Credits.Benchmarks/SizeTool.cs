using System.Diagnostics;
using System.Globalization;
using Credits.Engine;
using Credits.Pricing;
using Credits.Storage;
using NodaTime;

namespace Credits.Benchmarks;

/// <summary>
/// Does a debit cost more in a large wallet? Times consumes in wallets with ten grants and with ten thousand, with ten open
/// reservations and with a hundred thousand, round about, and prints the ratio of the medians.
/// </summary>
internal static class SizeTool
{
    private const int Rounds = 7;
    private const int Operations = 50_000;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Length > 0)
        {
            await Console.Error.WriteLineAsync("size takes no arguments.");
            return 2;
        }

        await CompareAsync("grants", 10_000, AddGrantsAsync);
        await CompareAsync("open reservations", 100_000, AddReservationsAsync);
        return 0;
    }

    private static async Task CompareAsync(string what, int many, Func<CreditsClient, CreditsAdmin, int, Task> fill)
    {
        (CreditsClient Client, string Name) few = (await WalletAsync(10, fill), "few");
        (CreditsClient Client, string Name) lots = (await WalletAsync(many, fill), "lots");
        List<double> fewTimes = [];
        List<double> lotsTimes = [];
        for (int round = 0; round <= Rounds; round++)
        {
            double one = await TimeAsync(few.Client, $"{few.Name}-{round}");
            double other = await TimeAsync(lots.Client, $"{lots.Name}-{round}");
            if (round > 0)
            {
                fewTimes.Add(one);
                lotsTimes.Add(other);
            }
        }

        double small = fewTimes.Order().ElementAt(Rounds / 2);
        double large = lotsTimes.Order().ElementAt(Rounds / 2);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: 10 → {small:F0} ns a debit, {many} → {large:F0} ns, ratio {large / small:F2}"));
    }

    private static async Task<CreditsClient> WalletAsync(int size, Func<CreditsClient, CreditsAdmin, int, Task> fill)
    {
        CreditCatalog catalog = new([], [new CreditFeature("test-cases", new UnitPrice(0.001m))]);
        LaneCache lanes = new(new(new InMemoryStore(), catalog, SystemClock.Instance, new(), []));
        UsageReader usage = new(lanes);
        CreditsClient client = new(lanes, usage);
        CreditsAdmin admin = new(lanes, usage, new(lanes), new(lanes), new(lanes), new(lanes, new(lanes.Context.Store, new())));
        await admin.OpenWalletAsync("w", Actor.System);
        await admin.SetLimitsAsync("w", [new LimitPolicy("org") { Soft = [1_000_000], Hard = 2_000_000 }], Actor.System);
        await fill(client, admin, size);
        return client;
    }

    private static async Task AddGrantsAsync(CreditsClient client, CreditsAdmin admin, int count)
    {
        Instant expiresAt = Instant.FromUtc(2100, 1, 1, 0, 0);
        for (int i = 0; i < count; i++)
        {
            // Shuffled expiries, so that grants are inserted all over the burn order; each is emptied after a while.
            await admin.GrantAsync("w", new(1, GrantKind.Promotional) { ExpiresAt = expiresAt + Duration.FromMinutes(i * 7_919L % count) }, Actor.System);
        }

        await admin.PurchaseAsync("w", new(1_000_000), Actor.System);
    }

    private static async Task AddReservationsAsync(CreditsClient client, CreditsAdmin admin, int count)
    {
        await admin.PurchaseAsync("w", new(1_000_000), Actor.System);
        for (int i = 0; i < count; i++)
        {
            CreditResult<CreditReservation> held = await client.ReserveAsync("w", "test-cases", Actor.System, 1, timeToLive: Duration.FromDays(7));
            held.GetValueOrThrow().Detach();
        }
    }

    private static async Task<double> TimeAsync(CreditsClient client, string prefix)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Operations; i++)
        {
            CreditResult<Debit> result = await client.ConsumeAsync("w", "test-cases", Actor.System, 1, operation: $"{prefix}-{i}");
            _ = result.GetValueOrThrow();
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Operations;
    }
}
