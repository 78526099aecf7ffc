using System.Globalization;
using Credits.Domain;

namespace Credits;

/// <summary>
/// A limit on what features may take in a window of time: any number of soft thresholds (notify, go on) and at most one hard
/// threshold (notify, stop). Immutable. Semantics, section 7.
/// </summary>
public sealed record LimitPolicy
{
    /// <summary>Stands for each user, or each feature, separately.</summary>
    public const string Each = "*";

    /// <summary>Names the policy.</summary>
    /// <param name="id">Unique in the wallet's list: 1 to 200 characters without control characters.</param>
    public LimitPolicy(string id) => Id = Identifier.Require(id, nameof(id));

    /// <summary>The policy's id, unique in the wallet's list.</summary>
    public string Id { get; }

    /// <summary>The user whose usage counts; <see cref="Each"/> for each one separately; null (the default) for all together.</summary>
    public string? User { get; init => field = Identifier.Optional(value, "user"); }

    /// <summary>The feature whose usage counts; <see cref="Each"/> for each one separately; null (the default) for all together.</summary>
    public string? Feature { get; init => field = Identifier.Optional(value, "feature"); }

    /// <summary>The window in which usage counts; <see cref="LimitWindow.Month"/> by default.</summary>
    public LimitWindow Window
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new InvalidFieldException("window", ((int)value).ToString(CultureInfo.InvariantCulture), "there is no such window");
    } = LimitWindow.Month;

    /// <summary>Thresholds (more than 0) at which to notify while usage goes on; none by default.</summary>
    public IReadOnlyList<LimitThreshold> Soft
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, "soft");
            field = value.All(t => t.Micro > 0) ? [.. value] : throw new InvalidFieldException("soft", string.Join(", ", value), "a soft threshold is more than 0");
        }
    } = [];

    /// <summary>The threshold (0 or more) beyond which debits are refused; none by default.</summary>
    public LimitThreshold? Hard { get; init; }

    /// <summary>
    /// Whether purchases made in the window raise the thresholds by their amount (only in policies without user and feature).
    /// Null, the default, means yes for month, period and lifetime, and no for day and week.
    /// </summary>
    public bool? PurchasesRaise { get; init; }

    internal bool IsRaisedByPurchases => User is null && Feature is null
        && (PurchasesRaise ?? Window is LimitWindow.Month or LimitWindow.Period or LimitWindow.Lifetime);

    internal bool Covers(string user, string feature) =>
        (User is null or Each || string.Equals(User, user, StringComparison.Ordinal))
        && (Feature is null or Each || string.Equals(Feature, feature, StringComparison.Ordinal));

    /// <inheritdoc/>
    public bool Equals(LimitPolicy? other) => other is not null
        && Id == other.Id && User == other.User && Feature == other.Feature && Window == other.Window
        && Hard == other.Hard && PurchasesRaise == other.PurchasesRaise && Soft.SequenceEqual(other.Soft);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, User, Feature, Window, Hard, PurchasesRaise, Soft.Count);
}
