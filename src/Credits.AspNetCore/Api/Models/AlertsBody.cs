using System.Text.Json.Serialization;
using NodaTime;

namespace Credits.AspNetCore.Api.Models;

/// <summary>The wallet's alerts; what is left out is off.</summary>
internal sealed record AlertsBody
{
    [JsonConverter(typeof(ThresholdListConverter))]
    public IReadOnlyList<LimitThreshold>? LowBalance { get; init; }

    [JsonConverter(typeof(DurationConverter))]
    public Duration? ExpiringLead { get; init; }
}
