using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Credits.AspNetCore.Api.Models;

/// <summary>Credits of a grant to take back.</summary>
internal sealed record VoidBody
{
    [Required]
    public string? Grant { get; init; }

    [JsonConverter(typeof(AmountConverter))]
    public CreditAmount? Amount { get; init; }

    [Required]
    public string? Reason { get; init; }
}
