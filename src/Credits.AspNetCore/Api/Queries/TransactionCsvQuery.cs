using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Credits.AspNetCore.Api.Queries;

/// <summary>Which transactions to download.</summary>
internal sealed class TransactionCsvQuery : TransactionQuery
{
    [FromQuery(Name = "bom")]
    [Description("true begins the file with a byte order mark, by which spreadsheets know its encoding; false by default.")]
    public string? ByteOrderMark { get; set; }
}
