using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Credits.AspNetCore.Api.Queries;

/// <summary>
/// The wallet in the path. Queries are read as text and understood by the endpoint, so that whatever is wrong with them is answered
/// after it was looked who asks.
/// </summary>
internal class WalletPath
{
    /// <summary>The wallet's id.</summary>
    [FromRoute(Name = "wallet")]
    [Description("The wallet's id; a slash in it as %2F.")]
    public string Wallet { get; set; } = "";
}
