namespace Credits.AspNetCore.Api.Models;

/// <summary>What became of a write. Of the fields after the first four those that the write gives are there.</summary>
internal sealed record WriteAnswer(string Status, string? Operation, string Available, string Reserved)
{
    public string? Grant { get; init; }

    public string? Amount { get; init; }

    public string? Effective { get; init; }

    public string? Returned { get; init; }
}
