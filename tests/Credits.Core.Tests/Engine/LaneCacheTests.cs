using Credits.Storage;
using Credits.Testing;

namespace Credits.Tests.Engine;

/// <summary>Wallets leave memory and come back as they were; how many may wait for one is bounded.</summary>
public sealed class LaneCacheTests : EngineTests
{
    private const int Wallets = 60;

    [Theory]
    [InlineData(500)]
    [InlineData(3)]
    public async Task Wallets_that_left_memory_are_read_again_as_they_were(int snapshotEvery)
    {
        Here = Start(new() { MaxCachedWallets = 10, SnapshotEvery = snapshotEvery });
        for (int i = 0; i < Wallets; i++)
        {
            await OpenAsync(100, $"wallet-{i}");
        }

        for (int round = 1; round <= 12; round++)
        {
            int before = Store.LoadsAsked;
            for (int i = 0; i < Wallets; i++)
            {
                (await ConsumeAsync(1, wallet: $"wallet-{i}")).Totals!.Value.Available.Should().Be((CreditAmount)(100 - round));
            }

            (Store.LoadsAsked - before).Should().Be(Wallets, "each had left by the time its turn came again");
        }

        int loads = Store.LoadsAsked;
        await ConsumeAsync(0.000001m, wallet: $"wallet-{Wallets - 1}");
        Store.LoadsAsked.Should().Be(loads, "the last one used is still there");
        await VerifyAsync("wallet-0");
        await VerifyAsync("wallet-1");
    }

    [Fact]
    public async Task A_snapshot_shortens_what_is_read_and_changes_nothing()
    {
        Here = Start(new() { SnapshotEvery = 5 });
        await OpenAsync(100);
        for (int i = 0; i < 40; i++)
        {
            await ConsumeAsync(1, $"op-{i}");
        }

        (await ReserveAsync(10, "held")).Value.Detach();
        WalletHistory history = await Memory.LoadAsync(Acme, 0, [], TestContext.Current.CancellationToken);
        history.Snapshot.Should().NotBeNull();
        history.Entries.Should().HaveCountLessThan(30);
        LibraryProcess restarted = Start();
        (await TotalsAsync(restarted)).Should().Be(new WalletTotals(50, 10));
        (await ConsumeAsync(1, "op-0", restarted)).IsReplayed.Should().BeTrue("what stands behind the snapshot is still found by its id");
        (await restarted.Credits.CaptureAsync(Acme, "held", Ada, 4)).Value.Returned.Should().Be((CreditAmount)6);
        await VerifyAsync();
    }

    [Fact]
    public async Task A_wallet_at_work_does_not_leave_memory()
    {
        Here = Start(new() { MaxCachedWallets = 5 });
        await OpenAsync(100);
        for (int i = 0; i < Wallets; i++)
        {
            await OpenAsync(100, $"wallet-{i}");
        }

        await TotalsAsync();
        int before = Store.CommitsWritten;
        (StoreGate gate, Task<CreditResult<Debit>> first) = await HoldFirstAsync();
        for (int i = 0; i < Wallets; i++)
        {
            WalletId other = $"wallet-{i}";
            await Task.Run(() => TotalsAsync(wallet: other)).WaitAsync(Soon, TestContext.Current.CancellationToken);
        }

        Task<CreditResult<Debit>> second = ConsumeAsync(1, "second");
        gate.Arrived.Should().Be(1, "the second command waits in the first one's lane");
        gate.Open();
        (await first.WaitAsync(Soon, TestContext.Current.CancellationToken)).Totals!.Value.Available.Should().Be((CreditAmount)99);
        (await second.WaitAsync(Soon, TestContext.Current.CancellationToken)).Totals!.Value.Available.Should().Be((CreditAmount)98);
        (Store.CommitsWritten - before).Should().Be(2);
    }

    [Fact]
    public async Task Where_every_place_is_at_work_another_wallet_is_served_all_the_same()
    {
        Here = Start(new() { MaxCachedWallets = 1 });
        await OpenAsync(100, "other");
        await OpenAsync(100);
        (StoreGate gate, Task<CreditResult<Debit>> first) = await HoldFirstAsync();
        (await Task.Run(() => TotalsAsync(wallet: "other")).WaitAsync(Soon, TestContext.Current.CancellationToken)).Available.Should().Be((CreditAmount)100);
        gate.Open();
        (await first.WaitAsync(Soon, TestContext.Current.CancellationToken)).IsAccepted.Should().BeTrue();
    }

    [Fact]
    public async Task A_cache_of_one_wallet_serves_many()
    {
        Here = Start(new() { MaxCachedWallets = 1 });
        WalletId[] wallets = [.. Enumerable.Range(0, 8).Select(i => new WalletId($"wallet-{i}"))];
        foreach (WalletId wallet in wallets)
        {
            await OpenAsync(100, wallet);
        }

        Store.Yields = true;
        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => ConsumeAsync(1, wallet: wallets[i % wallets.Length]))).WaitAsync(Soon, TestContext.Current.CancellationToken);
        foreach (WalletId wallet in wallets)
        {
            (await TotalsAsync(wallet: wallet)).Available.Should().Be((CreditAmount)50);
            await VerifyAsync(wallet);
        }
    }

    [Fact]
    public async Task Beyond_the_most_that_may_wait_a_command_fails_at_once_with_nothing_written()
    {
        Here = Start(new() { MaxWaitingPerWallet = 3 });
        await OpenAsync(100);
        (StoreGate gate, Task<CreditResult<Debit>> first) = await HoldFirstAsync();
        Task<CreditResult<Debit>>[] waiting = [ConsumeAsync(1), ConsumeAsync(1), ConsumeAsync(1)];
        CreditsUnavailableException refused = await UnavailableAsync(ConsumeAsync(1, "too-many"));
        refused.Fate.Should().Be(CommandFate.NotApplied);
        refused.Message.Should().Contain("MaxWaitingPerWallet");
        (await UnavailableAsync(TotalsAsync())).Operation.Should().BeNull("readers wait in the same queue");
        await OpenAsync(100, "other").Awaiting(o => o.WaitAsync(TimeSpan.Zero)).Should().ThrowAsync<TimeoutException>("another wallet has a queue of its own, held at the gate alone");
        gate.Open();
        await Task.WhenAll([first, .. waiting]).WaitAsync(Soon, TestContext.Current.CancellationToken);
        (await ConsumeAsync(1, "too-many")).IsReplayed.Should().BeFalse();
        (await TotalsAsync()).Available.Should().Be((CreditAmount)95);
    }
}
