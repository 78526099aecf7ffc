using Credits.Storage;
using Credits.Testing.Conformance;

namespace Credits.Testing.Tests;

public sealed class InMemoryStoreConformanceTests
{
    public static TheoryData<string> Names => [.. StoreConformanceKit.Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task The_in_memory_store_conforms(string name) =>
        StoreConformanceKit.Case(name).RunAsync(new InMemoryFixture(static () => new InMemoryStore()), TestContext.Current.CancellationToken);

    /// <summary>Without faults it is the store below; with yields, its calls interleave as those over a network do.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public Task A_faulty_store_without_faults_conforms(string name) =>
        StoreConformanceKit.Case(name).RunAsync(new InMemoryFixture(static () => new FaultyStore(new InMemoryStore()) { Yields = true }), TestContext.Current.CancellationToken);

    [Fact]
    public void Cases_have_names_of_their_own() =>
        StoreConformanceKit.Cases.Select(c => c.Name).Should().OnlyHaveUniqueItems().And.HaveCountGreaterThan(25);
}
