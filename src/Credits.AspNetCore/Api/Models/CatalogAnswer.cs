using System.Text.Json.Serialization;
using Credits.Pricing;

namespace Credits.AspNetCore.Api.Models;

/// <summary>The plans and features there are.</summary>
internal sealed record CatalogAnswer(IReadOnlyList<CatalogPlanAnswer> Plans, IReadOnlyList<CatalogFeatureAnswer> Features)
{
    public static CatalogAnswer Of(CreditCatalog catalog) => new(
        [.. catalog.Plans.Select(static p => new CatalogPlanAnswer(p.Code, p.Allowance.ToString(), WireNames.Of(p.Period), p.Welcome.ToString(), RolloverAnswer.Of(p.Rollover)))],
        [.. catalog.Features.Select(static f => new CatalogFeatureAnswer(f.Key, f.DisplayName, f.Price.Definition, f.DefaultQuantity))]);
}

/// <summary>What a subscription gives.</summary>
internal sealed record CatalogPlanAnswer(string Code, string Allowance, string Period, string Welcome, RolloverAnswer? Rollover);

/// <summary>Something that costs credits.</summary>
internal sealed record CatalogFeatureAnswer(
    string Key, string DisplayName, string Price, [property: JsonConverter(typeof(QuantityConverter))] Quantity? DefaultQuantity);
