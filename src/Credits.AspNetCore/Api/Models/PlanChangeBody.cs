using System.ComponentModel.DataAnnotations;

namespace Credits.AspNetCore.Api.Models;

/// <summary>A plan to change to.</summary>
internal sealed record PlanChangeBody
{
    [Required]
    public string? Plan { get; init; }

    public string? When { get; init; }
}
