namespace Credits.AspNetCore.Tests.Sizes;

/// <summary>Tests that measure time or the memory of the whole process run one after the other, when no others do.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
