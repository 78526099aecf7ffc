namespace Credits.Cli.Catalog;

/// <summary>A mistake in a catalogue: where, and what.</summary>
internal sealed class CatalogException : Exception
{
    /// <summary>Names the mistake.</summary>
    /// <param name="path">Where, such as <c>features[1].tiers[0].upTo</c>; empty for the whole.</param>
    /// <param name="reason">What is wrong, as a sentence.</param>
    public CatalogException(string path, string reason)
        : base(path.Length == 0 ? reason : $"{path}: {reason}")
    {
    }
}
