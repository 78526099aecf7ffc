using Credits.Domain;

namespace Credits.Pricing;

/// <summary>
/// A price that the host computes, named by a version: give the function another version whenever its results change, so that
/// open reservations are captured at the price they were made with. Semantics, section 5.
/// </summary>
public sealed record CustomPrice : Price
{
    private readonly Func<Quantity, CreditAmount?>? _function;

    /// <summary>Sets the function.</summary>
    /// <param name="version">Names the function's content: 1 to 200 characters without control characters.</param>
    /// <param name="function">
    /// Gives credits (0 or more) for a quantity, or null where it is not priced. It must be pure and quick: it runs inside the
    /// wallet's lane. What it throws reaches the caller, and nothing is written.
    /// </param>
    /// <param name="roundUpTo">See <see cref="Price.RoundUpTo"/>.</param>
    public CustomPrice(string version, Func<Quantity, CreditAmount?> function, CreditAmount? roundUpTo = null)
        : base(roundUpTo)
    {
        ArgumentNullException.ThrowIfNull(function);
        Version = Identifier.Require(version, nameof(version));
        _function = function;
    }

    /// <summary>A price read from a journal: the function itself is with the host's catalogue, or gone.</summary>
    internal CustomPrice(string version, CreditAmount? roundUpTo)
        : base(roundUpTo) => Version = version;

    /// <summary>Names the function's content.</summary>
    public string Version { get; }

    /// <inheritdoc/>
    public override string Definition => $"the host's price '{Version}'{RoundingDefinition}";

    internal bool HasFunction => _function is not null;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The function gave a negative price.</exception>
    public override CreditAmount? Of(Quantity quantity)
    {
        if (_function?.Invoke(quantity) is not { } credits)
        {
            return null;
        }

        return credits >= CreditAmount.Zero
            ? RoundUp((Int128)credits.Micro * FixedPoint.Scale)
            : throw new InvalidOperationException($"The price function '{Version}' gave {credits} for {quantity}: a price is 0 or more.");
    }

    /// <inheritdoc/>
    public bool Equals(CustomPrice? other) => other is not null && RoundUpTo == other.RoundUpTo && Version == other.Version;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RoundUpTo, Version);
}
