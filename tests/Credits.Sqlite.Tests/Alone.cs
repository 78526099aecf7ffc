namespace Credits.Sqlite.Tests;

/// <summary>Tests that measure time or keep the whole machine busy run one after the other, when no others do.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
