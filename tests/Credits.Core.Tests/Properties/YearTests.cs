using Credits.Notifications;
using Credits.Sqlite;
using Credits.Storage;
using NodaTime;

namespace Credits.Tests.Properties;

/// <summary>Section 2: whether a sweeper ran, which, and when, changes cost, never meaning.</summary>
public sealed class YearTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_year_swept_by_two_processes_at_random_times_is_the_year_swept_once_at_the_end(int seed)
    {
        InMemoryStore once = new();
        InMemoryStore often = new();
        await using YearWorld lazy = new(once);
        await using YearWorld swept = new(often, often);

        await lazy.PlayAsync(seed, YearWorld.Plans, 40);
        await swept.PlayAsync(seed, YearWorld.Plans, 40, new Random(seed + 1_000));

        await SameAsync(lazy, swept, YearWorld.Plans);
        await SawEverythingAsync(lazy);
    }

    [Fact]
    public async Task So_it_is_with_two_processes_on_one_file()
    {
        string[] plans = ["anniversary", "week"];
        InMemoryStore once = new();
        await using YearWorld lazy = new(once);
        await lazy.PlayAsync(3, plans, 12);
        string directory = Directory.CreateTempSubdirectory("credits-year-").FullName;
        try
        {
            await using SqliteStore one = new($"Data Source={Path.Combine(directory, "year.db")}");
            await using SqliteStore two = new($"Data Source={Path.Combine(directory, "year.db")}");
            await using YearWorld swept = new(one, two);
            await swept.PlayAsync(3, plans, 12, new Random(1_003));
            await SameAsync(lazy, swept, plans);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public async Task A_day_of_a_plan_begins_with_the_day_of_its_zone_all_the_year_round()
    {
        InMemoryStore store = new();
        await using YearWorld world = new(store, store);
        await world.PlayAsync(4, ["day"], 0, new Random(1_004));
        foreach (string zone in YearWorld.Zones)
        {
            DateTimeZone tz = DateTimeZoneProviders.Tzdb[zone];
            LocalDate last = YearWorld.End.InZone(tz).Date;
            List<Instant> days = [];
            for (LocalDate day = new(2028, 1, 1); day <= last; day = day.PlusDays(1))
            {
                days.Add(tz.AtStartOfDay(day).ToInstant());
            }

            List<Notice> notices = (await world.ReadAsync(YearWorld.Wallet(zone, "day"))).Notices;
            notices.OfType<PlanReset>().Select(n => n.At).Should().Equal(days);
        }

        // Where the clocks go forward at midnight, the day begins at one.
        Instant[] skipped = [Instant.FromUtc(2028, 4, 27, 22, 0), Instant.FromUtc(2028, 3, 25, 22, 0)];
        (await world.ReadAsync(YearWorld.Wallet("Africa/Cairo", "day"))).Notices.Select(n => n.At).Should().Contain(skipped[0]);
        (await world.ReadAsync(YearWorld.Wallet("Asia/Beirut", "day"))).Notices.Select(n => n.At).Should().Contain(skipped[1]);
    }

    private static async Task SameAsync(YearWorld lazy, YearWorld swept, string[] plans)
    {
        swept.SweptBy.Should().OnlyContain(times => times > 20, "both processes find something to do");
        List<Notice> committed = [];
        foreach (string zone in YearWorld.Zones)
        {
            foreach (string plan in plans)
            {
                WalletId wallet = YearWorld.Wallet(zone, plan);
                (List<string> rows, List<Notice> notices) = await lazy.ReadAsync(wallet);
                (List<string> sweptRows, List<Notice> sweptNotices) = await swept.ReadAsync(wallet);
                sweptRows.Should().Equal(rows);
                sweptNotices.Should().Equal(notices);
                (await swept.VerifyAsync(wallet)).Faults.Should().BeEmpty();
                swept.Delivered.Notices.Where(n => n.Wallet == wallet).Should().Equal(notices, "each is delivered once, in order");
                committed.AddRange(notices);
            }
        }

        swept.Delivered.Notices.Should().HaveSameCount(committed);
        lazy.Delivered.Notices.Should().HaveSameCount(committed);
    }

    /// <summary>What the year is about happened in it.</summary>
    private static async Task SawEverythingAsync(YearWorld world)
    {
        world.Delivered.Notices.Select(n => n.Kind).Distinct().Should().BeEquivalentTo(Enum.GetValues<NoticeKind>().Except([NoticeKind.TopUpRequested, NoticeKind.TopUpSuspended]));
        List<string> rows = [];
        foreach (string zone in YearWorld.Zones)
        {
            foreach (string plan in YearWorld.Plans)
            {
                rows.AddRange((await world.ReadAsync(YearWorld.Wallet(zone, plan))).Rows);
            }
        }

        foreach (TransactionKind kind in new[] { TransactionKind.GrantIssued, TransactionKind.GrantExpired, TransactionKind.ReservationExpired, TransactionKind.Returned })
        {
            rows.Should().Contain(r => r.Contains($"{kind}", StringComparison.Ordinal));
        }

        rows.Should().Contain(r => r.Contains("rollover-", StringComparison.Ordinal));
    }
}
