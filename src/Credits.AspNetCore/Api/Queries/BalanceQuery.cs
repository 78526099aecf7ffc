using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Credits.AspNetCore.Api.Queries;

/// <summary>The balance of when.</summary>
internal sealed class BalanceQuery : WalletPath
{
    [FromQuery(Name = "asOf")]
    [Description("A past instant; now by default.")]
    public string? AsOf { get; set; }
}
