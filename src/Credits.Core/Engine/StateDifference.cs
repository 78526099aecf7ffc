namespace Credits.Engine;

/// <summary>A value that two states of a wallet do not have in common.</summary>
/// <param name="Field">The value's name, below its grant or reservation.</param>
/// <param name="Grant">The grant that has it; null where none does.</param>
/// <param name="Reservation">The reservation that has it; null where none does.</param>
/// <param name="Stored">The one value; null where there is none.</param>
/// <param name="Replayed">The other; null where there is none.</param>
internal sealed record StateDifference(string Field, string? Grant, string? Reservation, string? Stored, string? Replayed)
{
    public override string ToString()
    {
        string owner = Grant is not null ? $"grant '{Grant}': " : Reservation is not null ? $"reservation '{Reservation}': " : "";
        return $"{owner}{Field} is {Stored ?? "not there"}, replaying gives {Replayed ?? "none"}";
    }
}
