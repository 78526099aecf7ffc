using Credits.Pricing;

namespace Credits.DependencyInjection;

/// <summary>What came of a draft: the catalogue, or an empty one that is not used and everything that was wrong.</summary>
internal sealed record ComposedCatalog(CreditCatalog Catalog, IReadOnlyList<string> Mistakes);
