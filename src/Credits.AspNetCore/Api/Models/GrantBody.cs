using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using NodaTime;

namespace Credits.AspNetCore.Api.Models;

/// <summary>Credits to grant.</summary>
internal sealed record GrantBody
{
    [Required]
    [JsonConverter(typeof(AmountConverter))]
    public CreditAmount? Amount { get; init; }

    [Required]
    public string? Kind { get; init; }

    public string? Grant { get; init; }

    public int? Priority { get; init; }

    [JsonConverter(typeof(InstantConverter))]
    public Instant? EffectiveAt { get; init; }

    [JsonConverter(typeof(InstantConverter))]
    public Instant? ExpiresAt { get; init; }

    public string? Note { get; init; }

    public GrantRequest ToRequest()
    {
        GrantRequest request = new(WalletCall.Require(Amount, "amount"), WalletCall.Name<GrantKind>(WalletCall.Require(Kind, "kind"), "kind"))
        {
            Grant = Grant,
            EffectiveAt = EffectiveAt,
            ExpiresAt = ExpiresAt,
            Note = Note,
        };
        return Priority is { } priority ? request with { Priority = priority } : request;
    }
}
