namespace Credits.DependencyInjection;

/// <summary>What all calls of AddCredits and its builders have said, kept until the catalogue is put together.</summary>
internal sealed class CatalogDraft
{
    private readonly List<Action<CatalogComposition>> _parts = [];

    public void Add(Action<CatalogComposition> part) => _parts.Add(part);

    public ComposedCatalog Compose()
    {
        CatalogComposition composition = new();
        foreach (Action<CatalogComposition> part in _parts)
        {
            part(composition);
        }

        return composition.Finish();
    }
}
