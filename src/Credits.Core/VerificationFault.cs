namespace Credits;

/// <summary>One thing that does not agree in a wallet: where, and both values. What does not apply is null. Immutable.</summary>
/// <param name="Check">What found it.</param>
/// <param name="Message">All of it as a sentence without its full stop, which names the place and both values.</param>
public sealed record VerificationFault(VerificationCheck Check, string Message)
{
    /// <summary>The version of the journal's entry at which it was seen.</summary>
    public long? Entry { get; init; }

    /// <summary>The sequence of the transaction row.</summary>
    public long? Row { get; init; }

    /// <summary>The id of the grant.</summary>
    public string? Grant { get; init; }

    /// <summary>The id of the reservation.</summary>
    public string? Reservation { get; init; }

    /// <summary>The id of the operation.</summary>
    public string? Operation { get; init; }

    /// <summary>Which value differs, for example <c>available</c>, <c>consumed</c> or <c>usage[u1, test-cases].used[month]</c>.</summary>
    public string? Field { get; init; }

    /// <summary>The value as it is stored or in use: credits, an instant, a name, or JSON where it has parts; null where there is none.</summary>
    public string? Stored { get; init; }

    /// <summary>The value as replaying the journal gives it, or as what surrounds it says; null where there is none.</summary>
    public string? Replayed { get; init; }

    /// <summary>The sentence.</summary>
    /// <returns><see cref="Message"/>.</returns>
    public override string ToString() => Message;
}
