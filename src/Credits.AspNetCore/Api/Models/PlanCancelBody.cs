namespace Credits.AspNetCore.Api.Models;

/// <summary>When to end the subscription.</summary>
internal sealed record PlanCancelBody
{
    public string? When { get; init; }
}
