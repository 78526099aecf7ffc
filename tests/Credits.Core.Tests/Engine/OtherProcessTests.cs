using Credits.Testing;
using NodaTime;

namespace Credits.Tests.Engine;

/// <summary>Two processes on one store: the version fences them, and what one remembers is never trusted for a refusal.</summary>
public sealed class OtherProcessTests : EngineTests
{
    private readonly LibraryProcess _there;

    public OtherProcessTests() => _there = Start();

    [Fact]
    public async Task A_debit_that_stale_knowledge_would_refuse_is_accepted_after_the_others_purchase()
    {
        await OpenAsync(10);
        (await ConsumeAsync(50)).IsAccepted.Should().BeFalse();
        await PurchaseAsync(100, process: _there);
        (await ConsumeAsync(50)).Totals!.Value.Available.Should().Be((CreditAmount)60);
        await VerifyAsync();
    }

    [Fact]
    public async Task A_debit_that_stale_knowledge_would_accept_is_refused_after_the_others_debit()
    {
        await OpenAsync(10);
        await ConsumeAsync(8, process: _there);
        CreditResult<Debit> refused = await ConsumeAsync(5);
        refused.Refusal!.Code.Should().Be(RefusalCode.InsufficientCredits);
        refused.Totals!.Value.Available.Should().Be((CreditAmount)2);
        (await ConsumeAsync(2)).IsAccepted.Should().BeTrue();
        await VerifyAsync();
    }

    [Fact]
    public async Task Each_refusal_looks_at_the_newest_state()
    {
        await OpenAsync(10);
        int before = Store.LoadsAsked;
        for (int i = 1; i <= 3; i++)
        {
            await ConsumeAsync(50);
            Store.LoadsAsked.Should().Be(before + i);
        }

        await ConsumeAsync(1);
        Store.LoadsAsked.Should().Be(before + 3, "what is accepted needs no look: the commit is the look");
    }

    [Fact]
    public async Task Reads_show_what_others_wrote()
    {
        await OpenAsync(10);
        await PurchaseAsync(90, process: _there);
        (await TotalsAsync()).Available.Should().Be((CreditAmount)100);
        (await Here.Credits.QuoteAsync(Acme, "unit", Ada, 100)).Value.Refusal.Should().BeNull();
    }

    [Fact]
    public async Task Commands_of_both_interleave_without_loss()
    {
        await OpenAsync(100);
        for (int i = 0; i < 20; i++)
        {
            (await ConsumeAsync(1, $"here-{i}")).IsAccepted.Should().BeTrue();
            (await ConsumeAsync(1, $"there-{i}", _there)).IsAccepted.Should().BeTrue();
        }

        (await TotalsAsync()).Should().Be(new WalletTotals(60, 0));
        (await TotalsAsync(_there)).Should().Be(new WalletTotals(60, 0));
        await VerifyAsync();
    }

    [Fact]
    public async Task A_commit_that_loses_the_race_is_decided_again_on_what_won()
    {
        await OpenAsync(10);
        (StoreGate gate, Task<CreditResult<Debit>> first) = await HoldFirstAsync();
        Task<CreditResult<Debit>> rival = ConsumeAsync(10, "rival", _there);
        await gate.WaitForArrivalsAsync(2, Soon);
        gate.Open();
        CreditResult<Debit>[] both = await Task.WhenAll(first, rival).WaitAsync(Soon, TestContext.Current.CancellationToken);
        both.Count(r => r.IsAccepted).Should().Be(1, "10 credits do not pay for 11");
        (await TotalsAsync()).Available.Should().Be(both[0].IsAccepted ? 9 : 0);
        await VerifyAsync();
    }

    [Fact]
    public async Task A_reservation_made_here_is_captured_there_and_known_to_be_so_here()
    {
        await OpenAsync(100);
        CreditReservation reservation = (await ReserveAsync(10, "held")).Value;
        (await _there.Credits.CaptureAsync(Acme, "held", Ada, 7)).Value.Returned.Should().Be((CreditAmount)3);
        (await reservation.CaptureAsync(7)).Refusal!.Code.Should().Be(RefusalCode.ReservationCaptured);
        (await ReserveAsync(10, "held")).Refusal!.Code.Should().Be(RefusalCode.ReservationExists);
        await reservation.DisposeAsync();
        (await TotalsAsync()).Should().Be(new WalletTotals(93, 0));
    }

    [Fact]
    public async Task A_reservation_id_that_the_other_took_is_refused()
    {
        await OpenAsync(100);
        await TotalsAsync(_there);
        (await ReserveAsync(10, "held")).IsAccepted.Should().BeTrue();
        (await ReserveAsync(5, "held", _there)).Refusal!.Code.Should().Be(RefusalCode.ReservationExists);
        (await TotalsAsync()).Should().Be(new WalletTotals(90, 10));
    }

    [Fact]
    public async Task An_expiry_that_a_newly_started_process_records_is_known_to_the_command_that_met_it()
    {
        await OpenAsync(100);
        (await ReserveAsync(10, "held", timeToLive: Duration.FromMinutes(5))).Value.Detach();
        Clock.Advance(Duration.FromMinutes(5));
        // It loads, advances the wallet past the expiry, and decides, all before anything of it is stored.
        (await _there.Credits.CaptureAsync(Acme, "held", Ada)).Refusal!.Code.Should().Be(RefusalCode.ReservationExpired);
        (await Here.Credits.ReleaseAsync(Acme, "held", Ada)).Refusal!.Code.Should().Be(RefusalCode.ReservationExpired);
        (await TotalsAsync()).Should().Be(new WalletTotals(100, 0));
        await VerifyAsync();
    }

    [Fact]
    public async Task What_falls_due_is_recorded_once_whoever_looks()
    {
        await OpenAsync(100);
        (await ReserveAsync(10, "held", timeToLive: Duration.FromMinutes(5))).Value.Detach();
        await TotalsAsync(_there);
        Clock.Advance(Duration.FromMinutes(5));
        WalletTotals[] seen = await Task.WhenAll(TotalsAsync(), TotalsAsync(_there), TotalsAsync(), TotalsAsync(_there));
        seen.Should().AllBeEquivalentTo(new WalletTotals(100, 0));
        (await Here.Admin.GetTransactionsAsync(Acme, Actor.System)).Value.Rows.Count(r => r.Kind == TransactionKind.ReservationExpired).Should().Be(1);
        await VerifyAsync();
    }

    [Fact]
    public async Task A_clock_that_is_behind_the_others_does_not_move_the_wallet_back()
    {
        await OpenAsync(100);
        LibraryProcess behind = new(Store, new ManualClock(Clock.GetCurrentInstant() - Duration.FromHours(3)));
        (await ConsumeAsync(1, process: behind)).IsAccepted.Should().BeTrue();
        (await Here.Admin.GetTransactionsAsync(Acme, Actor.System)).Value.Rows.Should().OnlyContain(r => r.At == Clock.GetCurrentInstant());
        await VerifyAsync();
    }
}
