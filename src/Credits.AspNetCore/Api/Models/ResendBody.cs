namespace Credits.AspNetCore.Api.Models;

/// <summary>Which parked notices to deliver again; all of the wallet where nothing is said.</summary>
internal sealed record ResendBody
{
    public long? Number { get; init; }

    public string? Channel { get; init; }
}

/// <summary>How many deliveries are tried again.</summary>
internal sealed record ResendAnswer(int Resent);
