using System.Collections.Frozen;
using Credits.Domain;
using NodaTime;

namespace Credits.Pricing;

/// <summary>The plans and features of a host, and what becomes of credits that return to ended grants. Immutable; safe to share between threads.</summary>
public sealed class CreditCatalog
{
    private readonly FrozenDictionary<string, CreditPlan> _plans;
    private readonly FrozenDictionary<string, CreditFeature> _features;

    /// <summary>Puts a catalogue together.</summary>
    /// <param name="plans">The plans, each code once.</param>
    /// <param name="features">The features, each key once.</param>
    /// <param name="reissueGrace">
    /// Null, the default: what returns to an ended grant expires at once. Otherwise it is issued again as an adjustment that lives
    /// this long (more than 0).
    /// </param>
    /// <exception cref="ArgumentException">A code or key given twice, or a grace that is not more than 0.</exception>
    public CreditCatalog(IEnumerable<CreditPlan> plans, IEnumerable<CreditFeature> features, Duration? reissueGrace = null)
    {
        ArgumentNullException.ThrowIfNull(plans);
        ArgumentNullException.ThrowIfNull(features);
        Dictionary<string, CreditPlan> plansByCode = new(StringComparer.Ordinal);
        foreach (CreditPlan plan in plans)
        {
            if (!plansByCode.TryAdd(plan.Code, plan))
            {
                throw new InvalidFieldException("plans", plan.Code, "each plan has a code of its own");
            }
        }

        Dictionary<string, CreditFeature> featuresByKey = new(StringComparer.Ordinal);
        foreach (CreditFeature feature in features)
        {
            if (!featuresByKey.TryAdd(feature.Key, feature))
            {
                throw new InvalidFieldException("features", feature.Key, "each feature has a key of its own");
            }
        }

        if (reissueGrace <= Duration.Zero)
        {
            throw new InvalidFieldException("returns", reissueGrace.Value.ToString(), "reissued credits live more than 0");
        }

        if (reissueGrace is { } grace)
        {
            Precision.Require(grace, "returns");
        }

        _plans = plansByCode.ToFrozenDictionary(StringComparer.Ordinal);
        _features = featuresByKey.ToFrozenDictionary(StringComparer.Ordinal);
        Plans = [.. plansByCode.Values];
        Features = [.. featuresByKey.Values];
        ReissueGrace = reissueGrace;
    }

    /// <summary>The plans, in the order given.</summary>
    public IReadOnlyList<CreditPlan> Plans { get; }

    /// <summary>The features, in the order given.</summary>
    public IReadOnlyList<CreditFeature> Features { get; }

    /// <summary>How long credits live that return to an ended grant and are issued again; null where they expire at once.</summary>
    public Duration? ReissueGrace { get; }

    /// <summary>Finds a plan.</summary>
    /// <param name="code">Its code.</param>
    /// <returns>The plan, or null.</returns>
    public CreditPlan? FindPlan(string code) => _plans.GetValueOrDefault(code);

    /// <summary>Finds a feature.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The feature, or null.</returns>
    public CreditFeature? FindFeature(string key) => _features.GetValueOrDefault(key);
}
