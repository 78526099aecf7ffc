using Credits.AspNetCore.Api.Models;
using Credits.AspNetCore.Api.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;

namespace Credits.AspNetCore.Api.Endpoints;

/// <summary>What was used, and how long the rest lasts.</summary>
internal static class UsageEndpoints
{
    public static void Map(RouteGroupBuilder anybody, RouteGroupBuilder administrators)
    {
        anybody.MapGet("/usage", UsageAsync).Reads<UsageAnswer>("Usage", "Usage by feature, user or day; of a member, his own");
        administrators.MapGet("/forecast", ForecastAsync).Reads<ForecastAnswer>("Forecast", "How fast credits are used, and for how many days they last at that rate");
    }

    private static async Task<IResult> UsageAsync(HttpContext context, [AsParameters] UsageQuery query)
    {
        WalletCall call = WalletCall.Of(context);
        UsageGrouping by = query.By.AsName<UsageGrouping>("by") ?? UsageGrouping.Feature;
        (Instant from, Instant? to) = query.Range(call.Now);
        if (query.NumberOfDays() is { } days)
        {
            CreditResult<WalletBalance> balance = await call.Admin.GetBalanceAsync(call.Wallet, call.Actor, cancellationToken: call.Aborted).ConfigureAwait(false);
            if (balance.Refusal is not null)
            {
                return balance.Refusal.ToProblemResult();
            }

            from = FirstOf(days, balance.Value);
        }

        return WalletCall.Answer(
            await call.Admin.GetUsageAsync(call.Wallet, call.Actor, by, from, to, call.Aborted).ConfigureAwait(false),
            sums => new UsageAnswer(WireNames.Of(by), WireText.Of(from), to is { } end ? WireText.Of(end) : null, UsageSumAnswer.Of(sums)),
            ApiJson.Default.UsageAnswer);
    }

    /// <summary>The start of the first of so many days up to today, as the wallet's clocks show it.</summary>
    private static Instant FirstOf(int days, WalletBalance balance)
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[balance.Zone];
        return zone.AtStartOfDay(balance.At.InZone(zone).Date.PlusDays(1 - days)).ToInstant();
    }

    private static async Task<IResult> ForecastAsync(HttpContext context, [AsParameters] ForecastQuery query)
    {
        WalletCall call = WalletCall.Of(context);
        return WalletCall.Answer(
            await call.Admin.GetForecastAsync(call.Wallet, call.Actor, query.Days.AsNumber("days", 1, 366, 28), call.Aborted).ConfigureAwait(false),
            static f => new ForecastAnswer(f.Days, f.Used.ToString(), f.PerDay.ToString(), f.DaysToEmpty),
            ApiJson.Default.ForecastAnswer);
    }
}
