using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Credits.AspNetCore.Api.Queries;

/// <summary>Which part of a list.</summary>
internal class ListQuery : WalletPath
{
    [FromQuery(Name = "skip")]
    [Description("How many to leave out at the front; 0 by default.")]
    public string? Skip { get; set; }

    [FromQuery(Name = "limit")]
    [Description("At most how many: 1 to 1,000; 100 by default.")]
    public string? Limit { get; set; }

    public IEnumerable<T> Part<T>(IEnumerable<T> all) => all.Skip(Skip.AsNumber("skip", 0, int.MaxValue, 0)).Take(Limit.AsNumber("limit", 1, 1_000, 100));
}

/// <summary>Which grants.</summary>
internal sealed class GrantQuery : ListQuery
{
    [FromQuery(Name = "state")]
    [Description("scheduled, open or ended; all by default.")]
    public string? State { get; set; }
}
