using System.ComponentModel;
using Credits.AspNetCore.Problems;
using Microsoft.AspNetCore.Mvc;

namespace Credits.AspNetCore.Api.Queries;

/// <summary>Usage of which time, summed by what.</summary>
internal sealed class UsageQuery : TimeQuery
{
    [FromQuery(Name = "by")]
    [Description("feature (the default), user or day.")]
    public string? By { get; set; }

    [FromQuery(Name = "days")]
    [Description("Instead of from and to, for administrators: so many days of the wallet's zone, today included; 1 to 366.")]
    public string? Days { get; set; }

    /// <summary>How many days are asked for, if any; then no other beginning or end may be, since one of them would be ignored.</summary>
    public int? NumberOfDays()
    {
        if (Days.OrNull() is null)
        {
            return null;
        }

        string? other = From.OrNull() is not null ? "from" : To.OrNull() is not null ? "to" : null;
        return other is null
            ? Days.AsNumber("days", 1, 366, 28)
            : throw RequestProblemException.Field("days", $"days: it cannot be given together with {other}; it goes instead of from and to.");
    }
}
