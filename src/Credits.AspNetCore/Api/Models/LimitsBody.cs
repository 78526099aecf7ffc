using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Credits.AspNetCore.Api.Models;

/// <summary>The wallet's whole list of limits.</summary>
internal sealed record LimitsBody
{
    [Required]
    public IReadOnlyList<LimitBody?>? Limits { get; init; }
}

/// <summary>A limit to set.</summary>
internal sealed record LimitBody
{
    [Required]
    public string? Id { get; init; }

    public string? User { get; init; }

    public string? Feature { get; init; }

    public string? Window { get; init; }

    [JsonConverter(typeof(ThresholdListConverter))]
    public IReadOnlyList<LimitThreshold>? Soft { get; init; }

    [JsonConverter(typeof(ThresholdConverter))]
    public LimitThreshold? Hard { get; init; }

    public bool? PurchasesRaise { get; init; }

    public LimitPolicy ToPolicy(int index) => new(Id ?? throw WalletCall.Missing($"limits[{index}].id"))
    {
        User = User,
        Feature = Feature,
        Window = Window is null ? LimitWindow.Month : WalletCall.Name<LimitWindow>(Window, $"limits[{index}].window"),
        Soft = Soft ?? [],
        Hard = Hard,
        PurchasesRaise = PurchasesRaise,
    };
}
