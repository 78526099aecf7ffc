namespace Credits.AspNetCore.Api.Models;

/// <summary>Where somebody's own usage stands against the limits of users.</summary>
internal sealed record OwnLimitsAnswer(IReadOnlyList<LimitStatusAnswer> Status);
