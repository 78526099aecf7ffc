using System.ComponentModel;
using Credits.AspNetCore.Problems;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Credits.AspNetCore.Api.Queries;

/// <summary>Usage of which time.</summary>
internal class TimeQuery : WalletPath
{
    private static readonly Duration Usual = Duration.FromDays(28);
    private static readonly Duration Longest = Duration.FromDays(366);

    [FromQuery(Name = "from")]
    [Description("Debits from this instant on; by default 28 days before the end. What begins with a day of the wallet's zone is answered fastest.")]
    public string? From { get; set; }

    [FromQuery(Name = "to")]
    [Description("Debits before this instant, at most 366 days later; until now by default.")]
    public string? To { get; set; }

    /// <summary>The time asked for; bounded, since summing reads every entry of it.</summary>
    public (Instant From, Instant? To) Range(Instant now)
    {
        Instant? to = To.AsInstant("to");
        Instant end = to ?? now;
        Instant from = From.AsInstant("from") ?? end - Usual;
        return end - from <= Longest ? (from, to) : throw RequestProblemException.Field("from", "from: usage is summed over at most 366 days.");
    }
}
