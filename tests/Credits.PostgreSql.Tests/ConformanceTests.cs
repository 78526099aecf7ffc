using Credits.PostgreSql.Tests.Server;
using Credits.Testing.Conformance;

namespace Credits.PostgreSql.Tests;

public sealed class ConformanceTests(PostgreSqlServer server)
{
    public static TheoryData<string> Names => [.. StoreConformanceKit.Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_store_conforms(string name)
    {
        await using StoreFixture fixture = new(server);
        await StoreConformanceKit.Case(name).RunAsync(fixture, TestContext.Current.CancellationToken);
    }
}
