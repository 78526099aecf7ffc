using Credits.Storage;

namespace Credits.Tests.Storage;

/// <summary>Commits that arrive while others are under way go together; a lone one goes at once.</summary>
public sealed class GroupCommitTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);

    private readonly List<string[]> _groups = [];
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly SemaphoreSlim _release = new(0);
    private Exception? _failure;

    [Fact]
    public async Task A_lone_commit_goes_at_once_and_alone()
    {
        GroupCommit group = Make();
        _release.Release(2);

        (await group.CommitAsync(Commit("a"), default)).Should().Be(CommitOutcome.Committed);
        (await group.CommitAsync(Commit("b"), default)).Should().Be(CommitOutcome.Committed);

        _groups.Should().BeEquivalentTo(new[] { new[] { "a" }, ["b"] }, o => o.WithStrictOrdering());
    }

    [Fact]
    public async Task Commits_that_arrive_meanwhile_go_together_in_their_order_each_with_its_own_outcome()
    {
        GroupCommit group = Make();
        Task<CommitOutcome> first = await HoldFirstAsync(group);
        Task<CommitOutcome>[] others = [.. new[] { "b", "conflict", "d" }.Select(w => group.CommitAsync(Commit(w), default).AsTask())];
        _release.Release(2);

        (await first.WaitAsync(Soon)).Should().Be(CommitOutcome.Committed);
        (await Task.WhenAll(others).WaitAsync(Soon)).Should().Equal(CommitOutcome.Committed, CommitOutcome.VersionConflict, CommitOutcome.Committed);
        _groups.Should().BeEquivalentTo(new[] { new[] { "a" }, ["b", "conflict", "d"] }, o => o.WithStrictOrdering());
    }

    [Fact]
    public async Task A_group_takes_at_most_as_many_as_it_may()
    {
        GroupCommit group = Make(maxTogether: 2);
        Task<CommitOutcome> first = await HoldFirstAsync(group);
        Task<CommitOutcome>[] others = [.. new[] { "b", "c", "d" }.Select(w => group.CommitAsync(Commit(w), default).AsTask())];
        _release.Release(3);

        await Task.WhenAll([first, .. others]).WaitAsync(Soon);
        _groups.Select(g => g.Length).Should().Equal(1, 2, 1);
    }

    [Fact]
    public async Task What_a_group_throws_is_thrown_to_each_of_it_and_the_next_goes_on()
    {
        GroupCommit group = Make();
        Task<CommitOutcome> first = await HoldFirstAsync(group);
        Task<CommitOutcome>[] failing = [.. new[] { "b", "c" }.Select(w => group.CommitAsync(Commit(w), default).AsTask())];
        _failure = new StoreException(CommandFate.Unknown, "gone");
        _release.Release(2);

        await first.WaitAsync(Soon);
        foreach (Task<CommitOutcome> each in failing)
        {
            (await each.Awaiting(e => e.WaitAsync(Soon)).Should().ThrowAsync<StoreException>()).Which.Fate.Should().Be(CommandFate.Unknown);
        }

        _failure = null;
        _release.Release();
        (await group.CommitAsync(Commit("d"), default)).Should().Be(CommitOutcome.Committed);
    }

    [Fact]
    public async Task Who_gives_up_waiting_is_left_out()
    {
        GroupCommit group = Make();
        Task<CommitOutcome> first = await HoldFirstAsync(group);
        using CancellationTokenSource giveUp = new();
        Task<CommitOutcome> gone = group.CommitAsync(Commit("b"), giveUp.Token).AsTask();
        Task<CommitOutcome> stays = group.CommitAsync(Commit("c"), default).AsTask();
        await giveUp.CancelAsync();
        _release.Release(2);

        await gone.Awaiting(g => g.WaitAsync(Soon)).Should().ThrowAsync<OperationCanceledException>();
        await Task.WhenAll(first, stays).WaitAsync(Soon);
        _groups.Should().BeEquivalentTo(new[] { new[] { "a" }, ["c"] }, o => o.WithStrictOrdering());
    }

    [Fact]
    public async Task Beyond_the_most_that_may_wait_a_commit_fails_at_once_not_applied()
    {
        GroupCommit group = Make(maxWaiting: 1);
        Task<CommitOutcome> first = await HoldFirstAsync(group);
        Task<CommitOutcome> waits = group.CommitAsync(Commit("b"), default).AsTask();

        (await group.Awaiting(g => g.CommitAsync(Commit("c"), default).AsTask()).Should().ThrowAsync<StoreException>()).Which.Fate.Should().Be(CommandFate.NotApplied);

        _release.Release(2);
        await Task.WhenAll(first, waits).WaitAsync(Soon);
    }

    private static WalletCommit Commit(string wallet) => new(wallet, 0, [], null, null);

    private GroupCommit Make(int maxTogether = 100, int maxWaiting = 100) => new(WriteAsync, maxTogether, maxWaiting);

    private async Task<Task<CommitOutcome>> HoldFirstAsync(GroupCommit group)
    {
        Task<CommitOutcome> first = group.CommitAsync(Commit("a"), default).AsTask();
        (await _arrived.WaitAsync(Soon)).Should().BeTrue();
        return first;
    }

    private async ValueTask<IReadOnlyList<CommitOutcome>> WriteAsync(IReadOnlyList<WalletCommit> commits)
    {
        string[] wallets = [.. commits.Select(c => c.Wallet.Value)];
        _groups.Add(wallets);
        _arrived.Release();
        await _release.WaitAsync(Soon);
        if (_failure is not null && _groups.Count > 1)
        {
            throw _failure;
        }

        return [.. wallets.Select(w => w == "conflict" ? CommitOutcome.VersionConflict : CommitOutcome.Committed)];
    }
}
