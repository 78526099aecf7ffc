using Credits.PostgreSql.Tests.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Credits.PostgreSql.Tests;

public sealed class SizeTests(PostgreSqlServer server)
{
    [Fact]
    public async Task A_consume_stores_at_most_300_bytes_indexes_included()
    {
        const int Count = 100_000;
        await using Bed bed = await Bed.CreateAsync(server);
        await using ServiceProvider host = Scripts.Host(bed.Open());
        await Scripts.OpenAsync(host, "acme", 1_000_000);
        ICredits credits = host.GetRequiredService<ICredits>();
        long before = await StoredAsync(bed);
        await Task.WhenAll(Enumerable.Range(0, 256).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < Count / 256; i++)
            {
                (await credits.ConsumeAsync("acme", Scripts.Feature, Scripts.User, 5, operation: Guid.NewGuid().ToString())).GetValueOrThrow();
            }
        })));
        double each = (double)(await StoredAsync(bed) - before) / (Count / 256 * 256);
        TestContext.Current.SendDiagnosticMessage("{0} bytes a consume", each);
        each.Should().BeLessThanOrEqualTo(300);
    }

    private static Task<long> StoredAsync(Bed bed) =>
        bed.ScalarAsync<long>("SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class WHERE relnamespace = '~'::regnamespace AND relkind = 'r'");
}
