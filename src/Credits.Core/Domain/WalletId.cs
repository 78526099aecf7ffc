using System.Diagnostics.CodeAnalysis;
using Credits.Domain;

namespace Credits;

/// <summary>Names an organisation's wallet: 1 to 200 characters without control characters, compared ordinally. The host chooses it, usually its own tenant id.</summary>
public readonly struct WalletId : IEquatable<WalletId>, IComparable<WalletId>
{
    private readonly string? _value;

    /// <summary>Takes the host's own name of the wallet.</summary>
    /// <param name="value">1 to 200 characters without control characters.</param>
    /// <exception cref="ArgumentException">Empty, too long, or with a control character; <c>ParamName</c> is <c>wallet</c>.</exception>
    public WalletId(string value) => _value = Identifier.Require(value, "wallet");

    /// <summary>The name.</summary>
    /// <exception cref="InvalidOperationException">The value is <c>default(WalletId)</c>.</exception>
    public string Value => _value ?? throw new InvalidOperationException("This WalletId was never given a value: default(WalletId) names no wallet.");

    /// <summary>A wallet id of this name.</summary>
    /// <param name="value">See the constructor.</param>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "The constructor is the named alternate.")]
    public static implicit operator WalletId(string value) => new(value);

    /// <summary>Whether two ids are the same, ordinally.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(WalletId left, WalletId right) => left.Equals(right);

    /// <summary>Whether two ids differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(WalletId left, WalletId right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(WalletId other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is WalletId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : _value.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public int CompareTo(WalletId other) => string.CompareOrdinal(_value, other._value);

    /// <summary>The name.</summary>
    /// <returns>The name; empty for <c>default</c>.</returns>
    public override string ToString() => _value ?? "";
}
