using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Credits.AspNetCore.Api.Queries;

/// <summary>Over what time to average.</summary>
internal sealed class ForecastQuery : WalletPath
{
    [FromQuery(Name = "days")]
    [Description("1 to 366 days back; 28 by default.")]
    public string? Days { get; set; }
}
