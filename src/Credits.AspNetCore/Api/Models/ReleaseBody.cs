using System.ComponentModel.DataAnnotations;

namespace Credits.AspNetCore.Api.Models;

/// <summary>A reservation to give back.</summary>
internal sealed record ReleaseBody
{
    [Required]
    public string? Reservation { get; init; }
}
