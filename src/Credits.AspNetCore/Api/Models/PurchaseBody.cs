using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using NodaTime;

namespace Credits.AspNetCore.Api.Models;

/// <summary>Credits that were bought.</summary>
internal sealed record PurchaseBody
{
    [Required]
    [JsonConverter(typeof(AmountConverter))]
    public CreditAmount? Amount { get; init; }

    public string? Grant { get; init; }

    public int? Priority { get; init; }

    [JsonConverter(typeof(InstantConverter))]
    public Instant? ExpiresAt { get; init; }

    public string? Note { get; init; }

    public PurchaseRequest ToRequest()
    {
        PurchaseRequest request = new(WalletCall.Require(Amount, "amount")) { Grant = Grant, ExpiresAt = ExpiresAt, Note = Note };
        return Priority is { } priority ? request with { Priority = priority } : request;
    }
}
