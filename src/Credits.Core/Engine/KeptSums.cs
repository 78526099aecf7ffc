using Credits.Domain;
using NodaTime;
using NodaTime.Text;

namespace Credits.Engine;

/// <summary>Usage by feature or by day from the sums that a wallet keeps of its latest days, for times made of whole days.</summary>
internal static class KeptSums
{
    /// <summary>The sums; null where the journal must be read.</summary>
    public static IReadOnlyList<UsageSum>? Find(Wallet wallet, UsageGrouping grouping, Instant? from, Instant? to, Instant now)
    {
        int today = WalletCalendar.DayOf(now, wallet.Zone);
        if (grouping == UsageGrouping.User || WholeDay(from, wallet.Zone) is not { } first || first <= today - DailyUsage.DaysKept)
        {
            return null;
        }

        int? end = to is null || to > now ? today + 1 : WholeDay(to, wallet.Zone);
        if (end is null)
        {
            return null;
        }

        SortedDictionary<string, Int128> sums = new(StringComparer.Ordinal);
        foreach ((string feature, DailyUsage daily) in wallet.Usage.Daily)
        {
            foreach ((int day, Int128 used) in daily.Days)
            {
                if (day >= first && day < end)
                {
                    string key = grouping == UsageGrouping.Feature ? feature : LocalDatePattern.Iso.Format(WalletCalendar.DateOf(day));
                    sums[key] = sums.GetValueOrDefault(key) + used;
                }
            }
        }

        return [.. sums.Select(s => new UsageSum(s.Key, CreditAmount.FromMicro(checked((long)s.Value))))];
    }

    /// <summary>The day that begins at an instant; null where none does, or where its midnight comes twice and instants after it still show the day before.</summary>
    private static int? WholeDay(Instant? at, DateTimeZone zone)
    {
        if (at is not { } start)
        {
            return null;
        }

        LocalDate date = WalletCalendar.DateOf(start, zone);
        return WalletCalendar.StartOfDay(date, zone) == start && zone.MapLocal(date.AtMidnight()).Count < 2 ? WalletCalendar.DayOf(start, zone) : null;
    }
}
