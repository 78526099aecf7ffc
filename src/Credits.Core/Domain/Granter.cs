namespace Credits.Domain;

/// <summary>Who made a scheduled grant, and with which operation.</summary>
internal sealed record Granter(string ActorId, string ActorName, string? Operation);
