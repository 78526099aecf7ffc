using Credits.Testing.Conformance;

namespace Credits.Sqlite.Tests;

public sealed class SqliteConformanceTests
{
    public static TheoryData<string> Names => [.. StoreConformanceKit.Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_store_conforms(string name)
    {
        await using SqliteFixture fixture = new(static connectionString => new(connectionString));
        await StoreConformanceKit.Case(name).RunAsync(fixture, TestContext.Current.CancellationToken);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_store_that_is_told_to_sync_later_conforms(string name)
    {
        await using SqliteFixture fixture = new(static connectionString => new(connectionString, new() { Synchronous = SqliteSynchronous.Normal, TablePrefix = "x" }));
        await StoreConformanceKit.Case(name).RunAsync(fixture, TestContext.Current.CancellationToken);
    }
}
