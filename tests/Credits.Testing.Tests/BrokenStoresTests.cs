using Credits.Storage;
using Credits.Testing.Conformance;
using Credits.Testing.Tests.BrokenStores;

namespace Credits.Testing.Tests;

/// <summary>The kit is worth what it catches: each of these stores is sound but for one thing.</summary>
public sealed class BrokenStoresTests
{
    [Fact]
    public Task A_store_without_fence_fails() => FailsAsync(
        static () => new NoFence(),
        "A commit at another version than the wallet's writes nothing",
        "A new wallet is at version 0",
        "After a conflict the right version is accepted",
        "Of concurrent commits at one version exactly one wins",
        "Two processes on one wallet are fenced from each other");

    [Fact]
    public Task A_store_that_looks_at_the_version_and_then_appends_fails() => FailsAsync(
        static () => new FenceWithGap(),
        "Of concurrent commits at one version exactly one wins");

    [Fact]
    public Task A_store_that_leaves_the_beginning_of_a_refused_commit_fails() => FailsAsync(
        static () => new TornCommit(),
        "An operation id that is known is a duplicate, with nothing written",
        "An operation id twice in one commit is a duplicate, with nothing written",
        "A new subject that is known is a duplicate, with nothing written",
        "A new subject twice in one commit is a duplicate, with nothing written",
        "A notice is there exactly when its commit is");

    [Fact]
    public Task A_store_that_writes_half_a_commit_fails() => FailsAsync(
        static () => new HalfCommit(),
        "Several entries in one commit are written whole",
        "A commit of 1,000 entries is written whole",
        "A commit that is cancelled under way is written whole or not at all",
        "A store opened again goes on where it stopped");

    [Fact]
    public Task A_store_that_loses_operation_records_fails() => FailsAsync(
        static () => new LostOperationRecord(),
        "Several entries in one commit are written whole",
        "An operation id that is known is a duplicate, with nothing written",
        "An operation leads to its own entry, however many follow");

    [Fact]
    public Task A_store_that_loses_a_notice_fails() => FailsAsync(
        static () => new LostNotice(),
        "Notices come back whole, of each wallet in the order of their numbers",
        "A notice is there exactly when its commit is");

    [Fact]
    public Task A_store_that_hands_out_notices_of_what_it_did_not_write_fails() => FailsAloneAsync(
        static () => new NoticeOfNothing(),
        "A commit at another version than the wallet's writes nothing",
        "A new wallet is at version 0",
        "A notice is there exactly when its commit is");

    [Fact]
    public Task A_store_that_reorders_what_happened_at_one_instant_fails() => FailsAloneAsync(
        static () => new ReorderedRows(),
        "A range of instants is half-open, and read in both directions");

    [Fact]
    public Task A_store_that_reads_from_a_replica_fails() => FailsAsync(
        static () => new StaleRead(),
        "What was committed is seen by the next load",
        "Entries after a version come back without gaps",
        "An operation leads to its own entry, however many follow",
        "Two processes on one wallet are fenced from each other");

    [Fact]
    public Task A_store_that_forgets_what_follows_a_snapshot_fails() => FailsAsync(
        static () => new ForgottenTail(),
        "A snapshot stands for the entries up to its own version, and all later ones follow",
        "The newest snapshot stands, through commits without one");

    [Fact]
    public Task A_store_that_never_updates_what_is_due_fails() => FailsAsync(
        static () => new DueNeverUpdated(),
        "The next commit replaces what is due",
        "A commit after which nothing falls due takes the wallet off");

    [Fact]
    public Task A_store_whose_delivered_notices_come_back_fails() => FailsAsync(
        static () => new DeliveredComeBack(),
        "Delivered notices never come back",
        "A store opened again goes on where it stopped");

    [Fact]
    public Task A_store_that_leases_out_of_order_fails() => FailsAsync(
        static () => new LeasesOutOfOrder(),
        "Notices come back whole, of each wallet in the order of their numbers",
        "Returned notices can be leased again at once, in order",
        "Many deliverers at once lease every notice once, and each wallet's in order");

    [Fact]
    public Task A_store_that_does_not_tell_a_lease_from_the_next_fails() => FailsAloneAsync(
        static () => new LateSettlementsCount(),
        "Who settles after his lease has ended leaves the next lease alone");

    [Fact]
    public Task A_store_that_forgets_failed_attempts_fails() => FailsAloneAsync(
        static () => new ForgetsAttempts(),
        "Later notices of a wallet wait for the next attempt at an earlier one, and attempts are counted",
        "A resent notice in front of a failing one leaves it its failed attempts");

    [Fact]
    public Task A_store_whose_parked_notices_hold_up_the_others_fails() => FailsAsync(
        static () => new ParkedStillWait(),
        "A parked notice lets the later ones of its wallet pass",
        "A parked notice is found with what went wrong");

    [Fact]
    public Task A_store_with_one_queue_for_all_channels_fails() => FailsAsync(
        static () => new ChannelsShareAQueue(),
        "Every known channel gets every notice, and delivers for itself alone",
        "A lease in one channel holds up no other");

    [Fact]
    public Task A_store_that_forgets_channels_that_are_absent_fails() => FailsAsync(
        static () => new ForgetsAbsentChannels(),
        "A channel stays known while nobody leases for it");

    [Fact]
    public Task A_store_that_tells_every_process_of_the_same_due_wallets_fails() => FailsAsync(
        static () => new DueWithoutLease(),
        "A due wallet is leased once, and is due again when the lease ends",
        "Many processes at once lease every due wallet once");

    [Fact]
    public Task A_store_that_never_gives_due_wallets_back_fails() => FailsAloneAsync(
        static () => new DueLeasedForGood(),
        "A due wallet is leased once, and is due again when the lease ends");

    [Fact]
    public Task A_store_that_finds_another_wallets_keys_fails() => FailsAsync(
        static () => new KeysOfAnotherWallet(),
        "A wallet that was never written is empty",
        "Keys of one wallet are not another's");

    [Fact]
    public Task A_store_that_compares_ids_by_a_collation_fails() => FailsAloneAsync(
        static () => new CollatedKeys(),
        "Operation ids are compared ordinally");

    [Fact]
    public Task A_store_that_ignores_cancellation_fails() => FailsAloneAsync(
        static () => new IgnoresCancellation(),
        "A commit that was cancelled before it began writes nothing");

    [Fact]
    public async Task What_a_store_throws_is_reported_with_the_case_that_met_it()
    {
        FaultyStore store = new(new InMemoryStore());
        store.Fail(StoreCall.Load);
        StoreConformanceCase first = StoreConformanceKit.Cases[0];
        StoreConformanceException failure = (await first.Awaiting(c => c.RunAsync(new InMemoryFixture(() => store), TestContext.Current.CancellationToken))
            .Should().ThrowAsync<StoreConformanceException>()).Which;
        failure.Name.Should().Be(first.Name);
        failure.Found.Should().StartWith("IOException");
        failure.Message.Should().StartWith(first.Name).And.Contain("expected").And.Contain("found");
    }

    /// <summary>These cases catch it, whatever others do.</summary>
    private static async Task FailsAsync(Func<IStore> make, params string[] names) => (await FailuresAsync(make)).Should().Contain(names);

    /// <summary>These cases catch it, and no other: a single fault does not drown in noise.</summary>
    private static async Task FailsAloneAsync(Func<IStore> make, params string[] names) => (await FailuresAsync(make)).Should().BeEquivalentTo(names);

    private static async Task<List<string>> FailuresAsync(Func<IStore> make)
    {
        List<string> failures = [];
        foreach (StoreConformanceCase trial in StoreConformanceKit.Cases)
        {
            try
            {
                await trial.RunAsync(new InMemoryFixture(make), TestContext.Current.CancellationToken);
            }
            catch (StoreConformanceException failure)
            {
                failures.Add(failure.Name);
            }
        }

        return failures;
    }
}
