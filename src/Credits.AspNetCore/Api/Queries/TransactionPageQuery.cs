using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Credits.AspNetCore.Api.Queries;

/// <summary>Which page of transactions.</summary>
internal sealed class TransactionPageQuery : TransactionQuery
{
    [FromQuery(Name = "limit")]
    [Description("At most how many rows: 1 to 1,000; 50 by default.")]
    public string? Limit { get; set; }

    [FromQuery(Name = "cursor")]
    [Description("Where to go on: 'next' of the page before, asked for with the same filters.")]
    public string? Cursor { get; set; }
}
