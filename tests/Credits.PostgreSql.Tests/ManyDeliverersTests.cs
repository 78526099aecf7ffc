using Credits.Journal;
using Credits.PostgreSql.Tests.Deliverers;
using Credits.PostgreSql.Tests.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Credits.PostgreSql.Tests;

/// <summary>Real processes that take the notices of one store to a notifier.</summary>
public sealed class ManyDeliverersTests(PostgreSqlServer server)
{
    [Fact]
    public async Task What_a_killed_process_held_comes_through_another_when_the_lease_ends_in_order_and_with_the_same_ids()
    {
        const int Wallets = 8;
        const int Each = 5;
        
        // The killed one must get as far as its kill in that time, on a slow machine too; the other needs no such haste.
        TimeSpan lease = TimeSpan.FromSeconds(15);
        await using Bed bed = await Bed.CreateAsync(server);
        await using ServiceProvider host = Scripts.Host(bed.Open());
        string[] expected = await ExhaustAsync(bed, host, Wallets, Each);
        using Deliverer killed = await Deliverer.StartAsync(bed, lease, holds: true);
        using Deliverer other = await Deliverer.StartAsync(bed, TimeSpan.FromMinutes(5));

        await killed.BeginAsync();
        await killed.GoOnAsync();
        await Deliverer.UntilAsync(Wallets, killed);
        await killed.KillAsync();
        (await bed.ScalarAsync<long>("SELECT count(*) FROM ~.deliveries")).Should().Be(expected.Length, "it has recorded nothing of what it delivered");
        long leaseEnds = await bed.ScalarAsync<long>("SELECT min(next_at) FROM ~.turns");
        await other.BeginAsync();

        // Both sides are the server's clock and the processes', which on one machine are one.
        (await bed.ScalarAsync<long>("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint")).Should().BeGreaterThan(leaseEnds, "until then they are the killed one's");
        await other.GoOnAsync();
        await Deliverer.UntilAsync(expected.Length, other);
        InOrder(other.Delivered).Should().Equal(InOrder(expected));
        killed.Delivered.Should().BeEquivalentTo(expected.Where(id => id.EndsWith(":1", StringComparison.Ordinal)), "these come a second time, with the ids they had");
        await other.StopAsync();
        (await bed.ScalarAsync<long>("SELECT count(*) FROM ~.deliveries")).Should().Be(0, "nothing comes a third time");
        other.Delivered.Should().HaveCount(expected.Length);
    }

    [Fact]
    public async Task Two_processes_share_a_backlog_and_double_nothing()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        await using ServiceProvider host = Scripts.Host(bed.Open());
        string[] expected = await ExhaustAsync(bed, host, 150, 4);
        TimeSpan lease = TimeSpan.FromMinutes(5);
        using Deliverer one = await Deliverer.StartAsync(bed, lease);
        using Deliverer two = await Deliverer.StartAsync(bed, lease);

        // None goes on before the other has a part of it.
        await Task.WhenAll(one.BeginAsync(), two.BeginAsync());
        await Task.WhenAll(one.GoOnAsync(), two.GoOnAsync());
        await Deliverer.UntilAsync(expected.Length, one, two);
        await Task.WhenAll(one.StopAsync(), two.StopAsync());

        string[] delivered = [.. one.Delivered, .. two.Delivered];
        delivered.Should().OnlyHaveUniqueItems().And.BeEquivalentTo(expected);
        InOrder(one.Delivered).Should().BeSubsetOf(expected).And.Equal(expected.Where(id => one.Delivered.Contains(id)));
        InOrder(two.Delivered).Should().Equal(expected.Where(id => two.Delivered.Contains(id)));
        one.Delivered.Should().NotBeEmpty("both take part");
        two.Delivered.Should().NotBeEmpty("both take part");
        (await bed.ScalarAsync<long>("SELECT count(*) FROM ~.deliveries")).Should().Be(0);
    }

    /// <summary>Wallet by wallet, each wallet's as they came.</summary>
    private static IEnumerable<string> InOrder(IEnumerable<string> ids) => ids.GroupBy(id => id.Split(':')[0]).OrderBy(w => w.Key, StringComparer.Ordinal).SelectMany(w => w);

    /// <summary>Wallets that run dry again and again.</summary>
    /// <returns>The ids of their notices, wallet by wallet.</returns>
    private static async Task<string[]> ExhaustAsync(Bed bed, ServiceProvider host, int wallets, int times)
    {
        ICreditsAdmin admin = host.GetRequiredService<ICreditsAdmin>();
        ICredits credits = host.GetRequiredService<ICredits>();
        WalletId[] ids = [.. Enumerable.Range(0, wallets).Select(n => (WalletId)$"dry-{n:000}")];
        await Task.WhenAll(ids.Select(async wallet =>
        {
            await admin.OpenWalletAsync(wallet, Actor.System);
            for (int i = 0; i < times; i++)
            {
                (await admin.PurchaseAsync(wallet, new(1), Actor.System)).GetValueOrThrow();
                (await credits.ConsumeAsync(wallet, Scripts.Feature, Scripts.User, 1)).GetValueOrThrow();
            }
        }));
        List<string> notices = [];
        foreach (WalletId wallet in ids)
        {
            List<JournalEntry> entries = await bed.ReadAsync(wallet);
            notices.AddRange(entries.SelectMany(e => e.Notices).Select(n => n.Id));
        }

        notices.Should().HaveCount(wallets * times);
        return [.. notices];
    }
}
