using System.Collections.Concurrent;
using Credits.Domain;
using Credits.Journal;
using Credits.Storage;
using Credits.Testing;

namespace Credits.Tests.Engine;

/// <summary>Observers hear of every entry that this process committed, once and in order, before its caller does.</summary>
public sealed class CommitObserverTests : EngineTests, ICommitObserver
{
    private readonly ConcurrentQueue<(WalletId Wallet, long Version, string? Operation)> _heard = new();
    private readonly List<JournalEntry> _entries = [];

    public CommitObserverTests() => Here = Start(null, this);

    void ICommitObserver.Committed(WalletId wallet, IReadOnlyList<JournalEntry> entries)
    {
        foreach (JournalEntry entry in entries)
        {
            _heard.Enqueue((wallet, entry.Version, entry.Operation));
            _entries.Add(entry);
        }
    }

    [Fact]
    public async Task Every_entry_is_heard_of_once_and_in_order()
    {
        await OpenAsync(1_000);
        Store.Yields = true;
        Store.FailCommits(CommitFault.None, CommitFault.VersionConflict, CommitFault.None, CommitFault.VersionConflict);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => ConsumeAsync(1))).WaitAsync(Soon, TestContext.Current.CancellationToken);
        _heard.Select(h => h.Version).Should().Equal(Enumerable.Range(1, 102).Select(v => (long)v));
        _heard.Where(h => h.Operation is not null).Select(h => h.Operation).Should().Equal(await OperationsAsync());
    }

    [Fact]
    public async Task An_entry_keeps_its_content_whatever_is_sent_after_it()
    {
        await OpenAsync(1_000);
        await ConsumeAsync(1, "told");
        await Here.Credits.ConsumeAsync(Acme, "unit", Ada, 2, allowPartial: true, operation: "partial");
        await ConsumeAsync(50, "later");
        await ConsumeAsync(2_000, "refused");
        await ConsumeAsync(60, "latest");

        Dictionary<string, Consume> sent = new()
        {
            ["told"] = new(Ada, "unit", 1, AllowPartial: false),
            ["partial"] = new(Ada, "unit", 2, AllowPartial: true),
            ["later"] = new(Ada, "unit", 50, AllowPartial: false),
            ["latest"] = new(Ada, "unit", 60, AllowPartial: false),
        };
        IEnumerable<JournalEntry> consumes = _entries.Where(e => e.OperationName == "consume");
        consumes.Select(e => e.Operation).Should().Equal(sent.Keys);
        foreach (JournalEntry entry in consumes)
        {
            entry.Fingerprint.Should().Be(ContentWriter.Fingerprint(sent[entry.Operation!]), "of {0}", entry.Operation);
            JournalEntry stored = await StoredAsync(entry.Operation!);
            stored.Fingerprint.Should().Be(entry.Fingerprint);
            stored.OperationName.Should().Be("consume");
        }
    }

    [Fact]
    public async Task A_commit_is_heard_of_after_it_is_written_and_before_it_is_answered()
    {
        await OpenAsync(100);
        (StoreGate gate, Task<CreditResult<Debit>> first) = await HoldFirstAsync();
        _heard.Should().NotContain(h => h.Operation == "first");
        gate.Open();
        await first.WaitAsync(Soon, TestContext.Current.CancellationToken);
        _heard.Should().Contain((Acme, 3, "first"));
    }

    [Fact]
    public async Task What_was_not_committed_is_not_heard_of()
    {
        await OpenAsync(10);
        Store.FailCommits(CommitFault.NotApplied);
        await UnavailableAsync(ConsumeAsync(1, "failed"));
        await ConsumeAsync(1, "accepted");
        await ConsumeAsync(1, "accepted");
        (await ConsumeAsync(50, "refused")).IsAccepted.Should().BeFalse();
        _heard.Select(h => h.Operation).Skip(2).Should().Equal("accepted", null);
        _heard.Last().Version.Should().Be(4, "a refusal commits its notice, and nothing else");
    }

    [Fact]
    public async Task An_observer_that_throws_keeps_nobody_from_his_answer_and_no_other_from_hearing()
    {
        Here = Start(null, new ThrowingObserver(), this);
        await OpenAsync(10);
        (await ConsumeAsync(1, "debit")).IsReplayed.Should().BeFalse();
        _heard.Select(h => h.Version).Should().Equal(1, 2, 3);
        await VerifyAsync();
    }

    [Fact]
    public async Task Others_commits_are_not_heard_of()
    {
        await OpenAsync(10);
        await ConsumeAsync(1, "theirs", Start());
        await ConsumeAsync(1, "ours");
        _heard.Select(h => h.Operation).Skip(2).Should().Equal("ours");
    }

    private sealed class ThrowingObserver : ICommitObserver
    {
        public void Committed(WalletId wallet, IReadOnlyList<JournalEntry> entries) => throw new NotSupportedException("it must not throw, and does");
    }

    private async Task<JournalEntry> StoredAsync(string operation) =>
        (await Memory.LoadAsync(Acme, long.MaxValue, [new(JournalKeyKind.Operation, operation)], TestContext.Current.CancellationToken)).Found.Single().Value;
}
