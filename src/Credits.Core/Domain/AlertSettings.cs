using NodaTime;

namespace Credits;

/// <summary>Which notices about the balance a wallet wants besides those of its limits. Immutable. Semantics, section 8.</summary>
public sealed record AlertSettings
{
    /// <summary>No alerts.</summary>
    public static AlertSettings Off { get; } = new();

    /// <summary>Thresholds (more than 0) below which a debit notifies when it crosses them; none by default.</summary>
    public IReadOnlyList<LimitThreshold> LowBalance
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, "lowBalance");
            field = value.All(t => t.Micro > 0) ? [.. value] : throw new InvalidFieldException("lowBalance", string.Join(", ", value), "a threshold is more than 0");
        }
    } = [];

    /// <summary>How long before its expiry a grant with credits remaining is announced; more than 0, to the microsecond. Null, the default, is off.</summary>
    public Duration? ExpiringLead
    {
        get;
        init => field = value is null || value > Duration.Zero ? value : throw new InvalidFieldException("expiringLead", value.Value.ToString(), "a lead is more than 0");
    }

    /// <inheritdoc/>
    public bool Equals(AlertSettings? other) => other is not null && ExpiringLead == other.ExpiringLead && LowBalance.SequenceEqual(other.LowBalance);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ExpiringLead, LowBalance.Count);
}
