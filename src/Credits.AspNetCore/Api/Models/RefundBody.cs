using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Credits.AspNetCore.Api.Models;

/// <summary>A charge to give back: of a consume by its operation, or of a captured reservation by its id.</summary>
internal sealed record RefundBody
{
    [Required]
    public string? Target { get; init; }

    [JsonConverter(typeof(AmountConverter))]
    public CreditAmount? Amount { get; init; }

    [Required]
    public string? Reason { get; init; }
}
