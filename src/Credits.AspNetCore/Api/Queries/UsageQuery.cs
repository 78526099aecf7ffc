using System.ComponentModel;
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
}
