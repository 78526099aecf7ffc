namespace Credits.Testing.Conformance;

/// <summary>
/// What <see cref="Storage.IStore"/>'s documentation promises, as cases that a store passes all of: there are no options. The kit brings no
/// test framework; run each case as a test of its name.
/// </summary>
/// <example>
/// <code>
/// public static TheoryData&lt;string&gt; Names => [.. StoreConformanceKit.Cases.Select(c => c.Name)];
///
/// [Theory, MemberData(nameof(Names))]
/// public Task The_store_conforms(string name) => StoreConformanceKit.Case(name).RunAsync(new MyStoreFixture());
/// </code>
/// </example>
public static class StoreConformanceKit
{
    /// <summary>All cases; each has a name of its own.</summary>
    public static IReadOnlyList<StoreConformanceCase> Cases { get; } =
    [
        .. LoadCases.All,
        .. CommitCases.All,
        .. KeyCases.All,
        .. ManyKeysCases.All,
        .. IdCases.All,
        .. SnapshotCases.All,
        .. ReadCases.All,
        .. DueCases.All,
        .. NoticeCases.All,
        .. LeaseCases.All,
        .. ChannelCases.All,
        .. ParkedCases.All,
        .. ConcurrencyCases.All,
        .. DurabilityCases.All,
    ];

    /// <summary>The case of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The case.</returns>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static StoreConformanceCase Case(string name) =>
        Cases.FirstOrDefault(c => c.Name == name) ?? throw new ArgumentException($"The kit has no case named '{name}'.", nameof(name));
}
