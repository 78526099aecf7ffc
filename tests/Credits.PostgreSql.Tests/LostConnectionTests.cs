using Credits.PostgreSql.Tests.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Credits.PostgreSql.Tests;

public sealed class LostConnectionTests(PostgreSqlServer server)
{
    private static readonly WalletId Acme = "acme";

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_lost_answer_is_found_out_and_the_caller_hears_nothing_of_it(int answers)
    {
        await using Bed bed = await Bed.CreateAsync(server);
        using CuttingProxy proxy = new(server.Port);
        await using ServiceProvider host = Scripts.Host(bed.Open(connectionString: server.ConnectionTo("postgres", proxy.Port)));
        await Scripts.OpenAsync(host, Acme, 100);
        await ConsumeAsync(host, "before");
        proxy.CutNextAnswers(answers);
        CreditResult<Debit> result = await ConsumeAsync(host, "op");
        result.IsAccepted.Should().BeTrue();
        result.IsReplayed.Should().BeFalse();
        proxy.Cuts.Should().BeGreaterThan(0);
        (await bed.ReadAsync(Acme)).Count(e => e.Operation == "op").Should().Be(1);
        (await ConsumeAsync(host, "after")).Totals!.Value.Available.Should().Be(97);
        await Audit.CleanAsync(bed, Acme);
    }

    [Fact]
    public async Task A_lost_answer_to_many_wallets_is_found_out_for_each()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        using CuttingProxy proxy = new(server.Port);
        await using ServiceProvider host = Scripts.Host(bed.Open(o => o.MaxGroups = 1, server.ConnectionTo("postgres", proxy.Port)));
        WalletId[] wallets = [.. Enumerable.Range(0, 20).Select(i => new WalletId($"w{i}"))];
        foreach (WalletId wallet in wallets)
        {
            await Scripts.OpenAsync(host, wallet, 10_000);
        }

        for (int round = 0; round < 5; round++)
        {
            proxy.CutNextAnswers(2);
            await Task.WhenAll(wallets.Select(w => Task.Run(async () =>
            {
                for (int i = 0; i < 3; i++)
                {
                    (await host.GetRequiredService<ICredits>().ConsumeAsync(w, Scripts.Feature, Scripts.User, 1, operation: $"{round}-{i}")).IsReplayed.Should().BeFalse();
                }
            })));
        }

        proxy.Cuts.Should().BeGreaterThan(4);
        (await bed.ScalarAsync<long>("SELECT count(*) FROM ~.journal WHERE version > 2")).Should().Be(20 * 15);
        await Audit.CleanAsync(bed, wallets);
    }

    [Fact]
    public async Task Where_nothing_is_tried_again_the_fate_is_unknown_and_the_repetition_gets_the_original_answer()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        using CuttingProxy proxy = new(server.Port);
        await using ServiceProvider host = Scripts.Host(
            bed.Open(o => o.RetryFor = TimeSpan.Zero, server.ConnectionTo("postgres", proxy.Port)));
        await Scripts.OpenAsync(host, Acme, 100);
        await ConsumeAsync(host, "before");
        proxy.CutNextAnswers(1);
        CreditsUnavailableException failure = (await FluentActions.Awaiting(() => ConsumeAsync(host, "op")).Should().ThrowAsync<CreditsUnavailableException>()).Which;
        failure.Fate.Should().Be(CommandFate.Unknown);
        failure.Message.Should().Contain("op").And.Contain("repeat it with the same operation id").And.Contain("lost");
        CreditResult<Debit> repeated = await ConsumeAsync(host, "op");
        repeated.IsReplayed.Should().BeTrue();
        repeated.Totals!.Value.Available.Should().Be(98);
        await Audit.CleanAsync(bed, Acme);
    }

    [Fact]
    public async Task A_server_that_comes_back_in_time_is_waited_for()
    {
        await using Bed bed = await Bed.CreateAsync(server);
        using CuttingProxy proxy = new(server.Port);
        await using ServiceProvider host = Scripts.Host(bed.Open(connectionString: server.ConnectionTo("postgres", proxy.Port)));
        await Scripts.OpenAsync(host, Acme, 100);
        proxy.Refuse(true);
        proxy.CutNextAnswers(1);
        Task<CreditResult<Debit>> consume = ConsumeAsync(host, "op");
        await proxy.UntilRefusedAsync(3);
        consume.IsCompleted.Should().BeFalse();
        proxy.Refuse(false);
        (await consume).Totals!.Value.Available.Should().Be(99);
        await Audit.CleanAsync(bed, Acme);
    }

    private static async Task<CreditResult<Debit>> ConsumeAsync(ServiceProvider host, string operation) =>
        await host.GetRequiredService<ICredits>().ConsumeAsync(Acme, Scripts.Feature, Scripts.User, 1, operation: operation);
}
