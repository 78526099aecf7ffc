using Credits.Journal;
using Credits.Storage;
using Credits.Tests.Storage;

namespace Credits.Tests.Engine;

/// <summary>Commands inside a transaction that the host has opened: they happen with it or not at all, and are never tried again.</summary>
public sealed class HostTransactionTests : EngineTests, ICommitObserver
{
    private readonly HostDatabase _database;
    private readonly HostDatabaseTransaction _transaction;
    private readonly ICredits _inside;
    private readonly List<string?> _heard = [];

    public HostTransactionTests()
    {
        _database = new(Store);
        Here = new(_database, Clock, null, this);
        _transaction = _database.Begin();
        _inside = Here.Credits.Enlist(_transaction);
    }

    void ICommitObserver.Committed(WalletId wallet, IReadOnlyList<JournalEntry> entries) => _heard.AddRange(entries.Select(e => e.Operation));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_done_inside_happens_when_the_host_commits_or_not_at_all(bool commits)
    {
        await OpenAsync(100);
        (await InsideAsync(10, "consume")).GetValueOrThrow();
        (await _inside.ReserveAsync(Acme, "unit", Ada, 5, operation: "reserve")).GetValueOrThrow().Detach();
        (await _inside.CaptureAsync(Acme, "reserve", Ada, 3, operation: "capture")).GetValueOrThrow();
        (await _inside.ReserveAsync(Acme, "unit", Ada, 5, operation: "reserve-2")).GetValueOrThrow().Detach();
        (await _inside.ReleaseAsync(Acme, "reserve-2", Ada, "release")).GetValueOrThrow();
        (await Here.Admin.Enlist(_transaction).RefundAsync(Acme, "consume", "asked for", Actor.System, 4, "refund")).GetValueOrThrow();
        (await TotalsAsync()).Available.Should().Be((CreditAmount)100, "others see it when the host has committed");

        Finish(commits);

        (await TotalsAsync()).Should().Be(new WalletTotals(commits ? 100 - 10 - 3 + 4 : 100, 0));
        (await ConsumeAsync(10, "consume")).IsReplayed.Should().Be(commits);
        await VerifyAsync();
    }

    [Fact]
    public async Task What_the_process_remembers_of_the_wallet_gives_way_to_what_the_host_committed()
    {
        await OpenAsync(100);
        (await InsideAsync(80)).GetValueOrThrow();
        Finish(commits: true);
        (await ConsumeAsync(50)).Refusal!.Code.Should().Be(RefusalCode.InsufficientCredits);
        (await ConsumeAsync(20)).IsAccepted.Should().BeTrue();
        await VerifyAsync();
    }

    [Theory]
    [InlineData(CommitOutcome.VersionConflict)]
    [InlineData(CommitOutcome.DuplicateKey)]
    public async Task Where_somebody_else_got_on_nothing_is_tried_again_and_the_host_is_told_what_to_do(CommitOutcome outcome)
    {
        await OpenAsync(100);
        _transaction.Inside.Answers = outcome;

        CreditsUnavailableException failure = await UnavailableAsync(InsideAsync(1, "mine"));

        failure.Fate.Should().Be(CommandFate.NotApplied);
        failure.Operation.Should().Be("mine");
        failure.Message.Should().Contain("Roll the transaction back, and run all of it again");
        _transaction.Inside.CommitsAsked.Should().Be(1);
    }

    [Fact]
    public async Task A_known_operation_is_replayed_inside_and_a_new_one_is_replayed_before_the_commit()
    {
        await OpenAsync(100);
        await ConsumeAsync(10, "known");
        (await InsideAsync(10, "known")).IsReplayed.Should().BeTrue();
        (await InsideAsync(10, "new")).IsReplayed.Should().BeFalse();
        (await InsideAsync(10, "new")).IsReplayed.Should().BeTrue();
        Finish(commits: true);
        (await TotalsAsync()).Available.Should().Be((CreditAmount)80);
    }

    [Fact]
    public async Task A_refusal_inside_leaves_the_transaction_as_it_was()
    {
        await OpenAsync(10);
        (await InsideAsync(8)).GetValueOrThrow();
        (await InsideAsync(8)).Refusal!.Code.Should().Be(RefusalCode.InsufficientCredits);
        (await InsideAsync(2)).GetValueOrThrow();
        Finish(commits: true);
        (await TotalsAsync()).Available.Should().Be(CreditAmount.Zero);
    }

    [Fact]
    public async Task Every_command_reads_the_wallet_afresh_for_the_host_may_have_gone_back_to_a_savepoint()
    {
        await OpenAsync(100);
        (await InsideAsync(60, "undone")).GetValueOrThrow();
        _transaction.Inside.GoBack();
        CreditResult<Debit> again = await InsideAsync(60, "undone");
        again.IsReplayed.Should().BeFalse();
        again.Totals!.Value.Available.Should().Be((CreditAmount)40);
    }

    [Fact]
    public async Task A_reservation_is_resolved_inside_while_the_transaction_is_open()
    {
        await OpenAsync(100);
        await using (CreditReservation reservation = (await _inside.ReserveAsync(Acme, "unit", Ada, 30)).GetValueOrThrow())
        {
            (await _inside.QuoteAsync(Acme, "unit", Ada, 100)).Value.Refusal.Should().NotBeNull();
        }

        (await _inside.QuoteAsync(Acme, "unit", Ada, 100)).Value.Refusal.Should().BeNull("disposing gave it back");
        Finish(commits: true);
        (await TotalsAsync()).Should().Be(new WalletTotals(100, 0));
    }

    [Fact]
    public async Task A_reservation_is_resolved_as_any_other_when_the_transaction_was_committed()
    {
        await OpenAsync(100);
        CreditReservation captured = (await _inside.ReserveAsync(Acme, "unit", Ada, 30)).GetValueOrThrow();
        CreditReservation disposed = (await _inside.ReserveAsync(Acme, "unit", Ada, 20)).GetValueOrThrow();
        Finish(commits: true);
        (await captured.CaptureAsync(10)).GetValueOrThrow();
        _transaction.UseAgain();
        await disposed.DisposeAsync();
        (await TotalsAsync()).Should().Be(new WalletTotals(90, 0));
        _transaction.Inside.CommitsAsked.Should().Be(2, "nothing goes to a transaction that is over");
    }

    [Fact]
    public async Task A_reservation_of_a_transaction_that_was_rolled_back_is_not_there()
    {
        await OpenAsync(100);
        CreditReservation reservation = (await _inside.ReserveAsync(Acme, "unit", Ada, 30)).GetValueOrThrow();
        Finish(commits: false);
        (await reservation.CaptureAsync()).Refusal!.Code.Should().Be(RefusalCode.ReservationNotFound);
        await reservation.DisposeAsync();
        (await TotalsAsync()).Should().Be(new WalletTotals(100, 0));
    }

    [Fact]
    public async Task Observers_hear_nothing_of_what_may_still_be_rolled_back()
    {
        await OpenAsync(100);
        (await InsideAsync(1, "inside")).GetValueOrThrow();
        Finish(commits: true);
        await ConsumeAsync(1, "outside");
        _heard.Should().Contain("outside").And.NotContain("inside");
    }

    [Fact]
    public void A_store_that_takes_no_part_says_so_and_which_do()
    {
        LibraryProcess inMemory = new(Memory, Clock);
        foreach (Action enlist in new Action[] { () => inMemory.Credits.Enlist(_transaction), () => inMemory.Admin.Enlist(_transaction) })
        {
            enlist.Should().Throw<InvalidOperationException>().WithMessage("*InMemoryStore*UseSqlite*UsePostgreSql*");
        }
    }

    [Fact]
    public void Only_an_open_transaction_can_be_entered_and_only_once()
    {
        Here.Credits.Invoking(c => c.Enlist(null!)).Should().Throw<ArgumentNullException>();
        _inside.Invoking(c => c.Enlist(_transaction)).Should().Throw<InvalidOperationException>().WithMessage("*inside a transaction already*");
        Finish(commits: false);
        Here.Credits.Invoking(c => c.Enlist(_transaction)).Should().Throw<ArgumentException>();
    }

    private Task<CreditResult<Debit>> InsideAsync(Quantity quantity, string? operation = null) =>
        _inside.ConsumeAsync(Acme, "unit", Ada, quantity, operation: operation).AsTask();

    private void Finish(bool commits)
    {
        if (commits)
        {
            _transaction.Commit();
        }
        else
        {
            _transaction.Rollback();
        }
    }
}
