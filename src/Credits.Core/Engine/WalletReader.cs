using Credits.Domain;
using Credits.Journal;
using Credits.Storage;
using NodaTime;

namespace Credits.Engine;

/// <summary>Reads balances now and in the past, and forecasts.</summary>
internal sealed class WalletReader(LaneCache lanes)
{
    public async ValueTask<CreditResult<WalletBalance>> GetBalanceAsync(WalletId wallet, Actor by, Instant? asOf, CancellationToken cancellationToken)
    {
        Precision.Require(asOf, "asOf");
        CreditResult<WalletBalance> current = await lanes.ReadAsync(wallet, by, Views.Balance, administers: true, cancellationToken).ConfigureAwait(false);
        if (asOf is not { } at || !current.TryGetValue(out WalletBalance? balance) || at >= balance.At)
        {
            return current;
        }

        Wallet then = new(wallet);
        JournalRange range = new() { To = Precision.After(at) };
        await foreach (JournalEntry entry in lanes.Context.ReadJournalAsync(wallet, range, cancellationToken).ConfigureAwait(false))
        {
            then.Apply(entry);
        }

        return current.Select(_ => Views.BalanceAsOf(then, at));
    }

    public async ValueTask<CreditResult<Forecast>> GetForecastAsync(
        WalletId wallet, Actor by, int days, UsageReader usage, CancellationToken cancellationToken)
    {
        if (days is < 1 or > 366)
        {
            throw new ArgumentOutOfRangeException(nameof(days), days, "Usage is averaged over 1 to 366 days.");
        }

        CreditResult<WalletBalance> current = await GetBalanceAsync(wallet, by, null, cancellationToken).ConfigureAwait(false);
        if (!current.TryGetValue(out WalletBalance? balance))
        {
            return CreditResult<Forecast>.Refuse(current.Refusal!, current.Totals);
        }

        Instant opened = balance.At;
        await foreach (JournalEntry first in lanes.Context.ReadJournalAsync(wallet, new() { UpToVersion = 1 }, cancellationToken).ConfigureAwait(false))
        {
            opened = first.At;
        }

        // Whole days, so that the sums which the wallet keeps of each day will do. One that is younger than the time asked for is averaged over its own days.
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[balance.Zone];
        LocalDate today = WalletCalendar.DateOf(balance.At, zone);
        int age = Math.Min(days, Period.DaysBetween(WalletCalendar.DateOf(opened, zone), today) + 1);
        CreditResult<IReadOnlyList<UsageSum>> sums = await usage.SumAsync(
            wallet, by, null, UsageGrouping.Feature, WalletCalendar.StartOfDay(today.PlusDays(1 - age), zone), null, cancellationToken).ConfigureAwait(false);
        CreditAmount used = CreditAmount.Zero;
        foreach (UsageSum sum in sums.GetValueOrThrow())
        {
            used += sum.Amount;
        }

        return current.Select(b => new Forecast(
            age,
            used,
            CreditAmount.FromMicro((used.Micro / age) + (used.Micro % age == 0 ? 0 : 1)),
            used > CreditAmount.Zero ? (long)Int128.Min((Int128)b.Available.Micro * age / used.Micro, long.MaxValue) : null));
    }
}
