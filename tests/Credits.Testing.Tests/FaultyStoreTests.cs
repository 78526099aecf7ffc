using Credits.Journal;
using Credits.Pricing;
using Credits.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Credits.Testing.Tests;

/// <summary>Used as a host would use it: under the library, with a manual clock.</summary>
public sealed class FaultyStoreTests : IDisposable
{
    private static readonly WalletId Acme = "acme";
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);

    private readonly FaultyStore _store = new(new InMemoryStore());
    private readonly ServiceProvider _services;

    public FaultyStoreTests()
    {
        ServiceCollection services = new();
        services.AddCredits(o => o.RunMaintenance = false)
            .AddPlan(new CreditPlan("free") { Welcome = 100 })
            .AddFeature(new CreditFeature("scan", new UnitPrice(1)))
            .UseStore(_ => _store)
            .UseClock(new ManualClock(Instant.FromUtc(2026, 1, 1, 0, 0)));
        _services = services.BuildServiceProvider();
    }

    private ICreditsAdmin Admin => _services.GetRequiredService<ICreditsAdmin>();

    public void Dispose() => _services.Dispose();

    [Theory]
    [InlineData(CommitFault.NotApplied, CommandFate.NotApplied, 0)]
    [InlineData(CommitFault.LostAcknowledgement, CommandFate.Unknown, 1)]
    [InlineData(CommitFault.Exception, CommandFate.Unknown, 0)]
    [InlineData(CommitFault.ExceptionAfterwards, CommandFate.Unknown, 1)]
    public async Task A_fault_happens_once_and_the_repetition_is_answered(CommitFault fault, CommandFate fate, int written)
    {
        _store.FailCommits(fault);
        (await this.Awaiting(_ => OpenAsync()).Should().ThrowAsync<CreditsUnavailableException>()).Which.Fate.Should().Be(fate);
        _store.CommitsWritten.Should().Be(written);
        CreditResult<WalletTotals> again = await OpenAsync();
        again.IsReplayed.Should().Be(written == 1);
        again.Value.Available.Should().Be((CreditAmount)100);
        _store.CommitsWritten.Should().Be(1);
    }

    [Fact]
    public async Task A_version_conflict_is_resolved_without_the_caller()
    {
        _store.FailCommits(CommitFault.VersionConflict, CommitFault.None);
        (await OpenAsync()).IsReplayed.Should().BeFalse();
        _store.CommitsWritten.Should().Be(1);
        _store.LoadsAsked.Should().Be(2);
    }

    [Fact]
    public async Task A_failed_load_is_known_to_have_written_nothing()
    {
        _store.Fail(StoreCall.Load);
        (await this.Awaiting(_ => OpenAsync()).Should().ThrowAsync<CreditsUnavailableException>()).Which.Fate.Should().Be(CommandFate.NotApplied);
        (await OpenAsync()).IsAccepted.Should().BeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_gate_holds_commits_until_they_are_let_go(bool afterwards)
    {
        StoreGate gate = _store.HoldCommits(afterwards);
        Task<CreditResult<WalletTotals>> opening = OpenAsync();
        await gate.WaitForArrivalsAsync(1, Soon);
        opening.IsCompleted.Should().BeFalse();
        _store.CommitsWritten.Should().Be(afterwards ? 1 : 0);
        gate.Release();
        (await opening.WaitAsync(Soon, TestContext.Current.CancellationToken)).IsAccepted.Should().BeTrue();
        gate.Arrived.Should().Be(1);
    }

    [Fact]
    public async Task A_gate_lets_later_calls_go_that_were_released_before()
    {
        StoreGate gate = _store.HoldLoads();
        gate.Release();
        (await OpenAsync().WaitAsync(Soon, TestContext.Current.CancellationToken)).IsAccepted.Should().BeTrue();
        _store.HoldLoads().Open();
        (await _store.LoadAsync(Acme, 0, [], TestContext.Current.CancellationToken)).Entries.Should().ContainSingle();
    }

    [Fact]
    public async Task A_seed_repeats_its_faults()
    {
        List<CommitOutcome?> first = await FaultsAsync(7);
        (await FaultsAsync(7)).Should().Equal(first);
        (await FaultsAsync(8)).Should().NotEqual(first);
        first.Should().Contain((CommitOutcome?)null).And.Contain(CommitOutcome.VersionConflict).And.Contain(CommitOutcome.Committed);
    }

    [Fact]
    public async Task Every_other_call_fails_as_often_as_asked()
    {
        CancellationToken none = TestContext.Current.CancellationToken;
        Func<Task>[] calls =
        [
            () => _store.LoadAsync(Acme, 0, [], none).AsTask(),
            async () => await _store.ReadAsync(Acme, JournalRange.All, none).GetAsyncEnumerator(none).MoveNextAsync(),
            () => _store.FindDueAsync(NodaConstants.UnixEpoch, 1, none).AsTask(),
            async () => await _store.ListWalletsAsync(none).GetAsyncEnumerator(none).MoveNextAsync(),
            () => _store.LeaseDueAsync(NodaConstants.UnixEpoch, Instant.MaxValue, 1, none).AsTask(),
            () => _store.AddChannelsAsync(["mail"], none).AsTask(),
            () => _store.LeaseNoticesAsync("mail", NodaConstants.UnixEpoch, Instant.MaxValue, 1, none).AsTask(),
            () => _store.SettleNoticesAsync([], none).AsTask(),
            () => _store.FindParkedNoticesAsync(null, null, 1, none).AsTask(),
            () => _store.ResendNoticesAsync([], none).AsTask(),
            () => _store.FindChannelsAsync(none).AsTask(),
            () => _store.RemoveChannelAsync("mail", none).AsTask(),
        ];
        foreach (StoreCall call in Enum.GetValues<StoreCall>())
        {
            _store.Fail(call, 2);
            await calls[(int)call].Should().ThrowAsync<IOException>();
            await calls[(int)call].Should().ThrowAsync<IOException>();
            await calls[(int)call].Should().NotThrowAsync();
        }
    }

    private Task<CreditResult<WalletTotals>> OpenAsync() => Admin.OpenWalletAsync(Acme, Actor.System, "free", operation: "open").AsTask();

    private async Task<List<CommitOutcome?>> FaultsAsync(int seed)
    {
        JournalEntry[] entries = [await EntryAsync()];
        FaultyStore store = new(new InMemoryStore());
        store.FailCommitsRandomly(seed, 50, CommitFault.NotApplied, CommitFault.VersionConflict);
        List<CommitOutcome?> outcomes = [];
        for (int i = 0; i < 100; i++)
        {
            try
            {
                outcomes.Add(await store.CommitAsync(new($"wallet-{i}", 0, entries, null, null), TestContext.Current.CancellationToken));
            }
            catch (StoreException)
            {
                outcomes.Add(null);
            }
        }

        return outcomes;
    }

    private async Task<JournalEntry> EntryAsync()
    {
        await OpenAsync();
        return (await _store.LoadAsync(Acme, 0, [], TestContext.Current.CancellationToken)).Entries[0];
    }
}
