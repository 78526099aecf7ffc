using Credits.Domain;
using NodaTime;

namespace Credits.Tests.Domain;

/// <summary>A cell keeps its latest usage in one number; it counts as six sums that are each kept by themselves.</summary>
public sealed class UsageCellTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_cell_counts_as_six_sums_do(int seed)
    {
        Random random = new(seed);
        UsageWindows windows = new(DateTimeZoneProviders.Tzdb["Europe/Berlin"]);
        UsageCell cell = new();
        SixSums sums = new();
        List<(Instant At, CreditAmount Left)> debits = [];
        Instant now = Instant.FromUtc(2026, 1, 1, 0, 0);
        for (int step = 0; step < 5_000; step++)
        {
            now += random.Next(8) switch
            {
                0 => Duration.FromDays(random.Next(1, 60)),
                1 or 2 => Duration.FromHours(random.Next(1, 40)),
                _ => Duration.FromSeconds(random.Next(0, 500)),
            };
            windows.MoveTo(now);
            CreditAmount amount = CreditAmount.FromMicro(random.NextInt64(1, 1_000_000_000));
            switch (random.Next(20))
            {
                case 0:
                    windows.Anchor = new LocalDate(2026, 1, random.Next(1, 32));
                    windows.MoveTo(now);
                    cell.StartAnniversary(windows);
                    sums.StartAnniversary(windows);
                    break;
                case 1:
                    UsageCell restored = new();
                    Restore(restored, cell, windows);
                    UsageCell merged = new();
                    merged.Merge(restored);
                    cell = merged;
                    sums.Forget(windows);
                    debits.Clear();
                    break;
                case < 6 when debits.Count > 0:
                    int place = random.Next(Math.Max(0, debits.Count - 20), debits.Count);
                    cell.TakeBack(debits[place].Left, debits[place].At);
                    sums.TakeBack(debits[place].Left, debits[place].At);
                    debits.RemoveAt(place);
                    break;
                default:
                    cell.Add(amount, windows);
                    sums.Add(amount, windows);
                    debits.Add((now, amount));
                    break;
            }

            foreach (UsageWindow window in Enum.GetValues<UsageWindow>())
            {
                cell.Read(window, windows).Should().Be(sums.Read(window, windows), "{0} in step {1}", window, step);
            }
        }
    }

    [Fact]
    public void A_sum_may_be_wider_than_an_amount()
    {
        UsageWindows windows = new(DateTimeZone.Utc);
        windows.MoveTo(Instant.FromUtc(2026, 1, 1, 0, 0));
        UsageCell cell = new();
        for (int i = 0; i < 3; i++)
        {
            cell.Add(CreditAmount.MaxValue, windows);
        }

        cell.Read(UsageWindow.Lifetime, windows).Should().Be((Int128)CreditAmount.MaxValue.Micro * 3);
        cell[UsageWindow.Lifetime, windows].Should().Be(CreditAmount.MaxValue);
        windows.MoveTo(Instant.FromUtc(2026, 1, 2, 0, 0));
        cell.Read(UsageWindow.Lifetime, windows).Should().Be((Int128)CreditAmount.MaxValue.Micro * 3);
        cell[UsageWindow.Day, windows].Should().Be(CreditAmount.Zero);
    }

    /// <summary>As a snapshot does it: windows that have passed are not in it.</summary>
    private static void Restore(UsageCell to, UsageCell from, UsageWindows windows)
    {
        foreach (UsageWindow window in Enum.GetValues<UsageWindow>())
        {
            if (from.Read(window, windows) is var used && used != 0)
            {
                to.Restore(window, windows, used);
            }
        }
    }

    /// <summary>The rule, without a thought for speed.</summary>
    private sealed class SixSums
    {
        private readonly Dictionary<UsageWindow, (long Start, Int128 Used)> _sums = [];

        public void Add(CreditAmount amount, UsageWindows windows)
        {
            foreach (UsageWindow window in Enum.GetValues<UsageWindow>())
            {
                Set(window, windows, Read(window, windows) + amount.Micro);
            }
        }

        public void TakeBack(CreditAmount amount, Instant debitedAt)
        {
            foreach ((UsageWindow window, (long start, Int128 used)) in _sums.ToArray())
            {
                if (start <= debitedAt.ToUnixTimeTicks())
                {
                    _sums[window] = (start, used - amount.Micro);
                }
            }
        }

        public void StartAnniversary(UsageWindows windows) => Set(UsageWindow.Anniversary, windows, Read(UsageWindow.Day, windows));

        public void Forget(UsageWindows windows)
        {
            foreach (UsageWindow window in _sums.Keys.Where(w => Read(w, windows) == 0).ToArray())
            {
                _sums.Remove(window);
            }
        }

        public Int128 Read(UsageWindow window, UsageWindows windows) =>
            _sums.TryGetValue(window, out (long Start, Int128 Used) sum) && sum.Start == windows.StartTicks[(int)window] ? sum.Used : 0;

        private void Set(UsageWindow window, UsageWindows windows, Int128 used) => _sums[window] = (windows.StartTicks[(int)window], used);
    }
}
