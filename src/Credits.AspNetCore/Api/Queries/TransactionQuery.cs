using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Credits.AspNetCore.Api.Queries;

/// <summary>Which transactions, in which order.</summary>
internal class TransactionQuery : WalletPath
{
    [FromQuery(Name = "from")]
    [Description("Rows from this instant on, such as 2026-01-01T00:00:00Z.")]
    public string? From { get; set; }

    [FromQuery(Name = "to")]
    [Description("Rows before this instant.")]
    public string? To { get; set; }

    [FromQuery(Name = "type")]
    [Description("debit or credit.")]
    public string? Type { get; set; }

    [FromQuery(Name = "kind")]
    [Description("grant_issued, consumed, reserved, overage, returned, reservation_expired, refunded, grant_expired or grant_voided.")]
    public string? Kind { get; set; }

    [FromQuery(Name = "user")]
    [Description("The id of the row's actor.")]
    public string? User { get; set; }

    [FromQuery(Name = "feature")]
    [Description("The feature's key.")]
    public string? Feature { get; set; }

    [FromQuery(Name = "oldestFirst")]
    [Description("true or false; the newest come first by default.")]
    public string? OldestFirst { get; set; }

    public TransactionFilter ToFilter() => new()
    {
        From = From.AsInstant("from"),
        To = To.AsInstant("to"),
        Type = Type.AsName<TransactionType>("type"),
        Kind = Kind.AsName<TransactionKind>("kind"),
        User = User.OrNull(),
        Feature = Feature.OrNull(),
    };
}
