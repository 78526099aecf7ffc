using Credits.Pricing;
using NodaTime;

namespace Credits.DependencyInjection;

/// <summary>Puts one catalogue together from what was said in code and configuration, and notes what is wrong instead of stopping at it.</summary>
internal sealed class CatalogComposition
{
    private readonly OrderedDictionary<string, CreditPlan> _plans = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, CreditFeature> _features = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _said = new(StringComparer.Ordinal);
    private Duration? _reissueGrace;

    public CatalogMistakes Mistakes { get; } = new();

    public void AddPlan(Place place, string code, Action<PlanBuilder> configure) => AddPlan(
        place,
        code,
        Mistakes.Check<CreditPlan?>(place, null, _ =>
        {
            PlanBuilder builder = new(code);
            configure(builder);
            return builder.Build(Mistakes, place);
        }));

    public void AddPlan(Place place, string code, CreditPlan? plan)
    {
        if (IsFirst(place.Name, $"plan '{code}'") && plan is not null)
        {
            _plans.Add(code, plan);
        }
    }

    public void AddFeature(Place place, string key, Action<FeatureBuilder> configure) => AddFeature(
        place,
        key,
        Mistakes.Check<CreditFeature?>(place, null, _ =>
        {
            FeatureBuilder builder = new(key);
            configure(builder);
            return builder.Build(Mistakes, place);
        }));

    public void AddFeature(Place place, string key, CreditFeature? feature)
    {
        if (IsFirst(place.Name, $"feature '{key}'") && feature is not null)
        {
            _features.Add(key, feature);
        }
    }

    /// <summary>What becomes of credits that return to an ended grant; null for lapsing.</summary>
    public void SetReturns(Place place, Duration? reissueGrace)
    {
        if (IsFirst(place.Of("returns"), "what becomes of returns"))
        {
            _reissueGrace = Mistakes.Check(place, reissueGrace, grace => new CreditCatalog([], [], grace).ReissueGrace);
        }
    }

    public ComposedCatalog Finish() => Mistakes.Lines.Count == 0
        ? new(new CreditCatalog(_plans.Values, _features.Values, _reissueGrace), [])
        : new(new CreditCatalog([], []), Mistakes.Lines);

    private bool IsFirst(string where, string what)
    {
        if (_said.TryAdd(what, where))
        {
            return true;
        }

        Mistakes.Add(where, $"{what} was given before, by {_said[what]}.");
        return false;
    }
}
