using Credits.Testing;
using NodaTime;

namespace Credits.Tests.Engine;

/// <summary>The lease: what happens to a reservation when its holder lets go of it.</summary>
public sealed class CreditReservationTests : EngineTests
{
    [Fact]
    public async Task Disposing_of_an_unresolved_reservation_releases_it()
    {
        await OpenAsync(100);
        CreditReservation reservation = (await ReserveAsync(10)).Value;
        (await TotalsAsync()).Should().Be(new WalletTotals(90, 10));
        await reservation.DisposeAsync();
        (await TotalsAsync()).Should().Be(new WalletTotals(100, 0));
        await reservation.DisposeAsync();
        (await OperationsAsync()).Should().HaveCount(4, "disposing again does nothing");
    }

    [Fact]
    public async Task An_exception_on_the_way_releases_the_credits()
    {
        await OpenAsync(100);
        Func<Task> work = async () =>
        {
            await using CreditReservation reservation = (await ReserveAsync(10)).GetValueOrThrow();
            throw new NotSupportedException("the work failed");
        };
        await work.Should().ThrowAsync<NotSupportedException>();
        (await TotalsAsync()).Should().Be(new WalletTotals(100, 0));
    }

    [Fact]
    public async Task A_captured_reservation_is_not_released()
    {
        await OpenAsync(100);
        await using (CreditReservation reservation = (await ReserveAsync(10)).Value)
        {
            (await reservation.CaptureAsync(7)).Value.Should().Be(new CaptureReceipt(7, 3, 0));
        }

        (await TotalsAsync()).Should().Be(new WalletTotals(93, 0));
        (await OperationsAsync()).Should().HaveCount(4, "open, purchase, reserve, capture and nothing else");
    }

    [Fact]
    public async Task A_released_reservation_is_not_released_again()
    {
        await OpenAsync(100);
        await using (CreditReservation reservation = (await ReserveAsync(10)).Value)
        {
            (await reservation.ReleaseAsync()).Value.Returned.Should().Be((CreditAmount)10);
        }

        (await OperationsAsync()).Should().HaveCount(4);
    }

    [Fact]
    public async Task A_detached_reservation_is_somebody_elses()
    {
        await OpenAsync(100);
        string id;
        await using (CreditReservation reservation = (await ReserveAsync(10)).Value)
        {
            id = reservation.Detach();
        }

        (await TotalsAsync()).Should().Be(new WalletTotals(90, 10));
        (await Start().Credits.CaptureAsync(Acme, id, Ada, 10)).IsAccepted.Should().BeTrue();
    }

    [Fact]
    public async Task A_refused_capture_leaves_the_duty_to_release()
    {
        await OpenAsync(100);
        await using (CreditReservation reservation = (await ReserveAsync(10)).Value)
        {
            (await reservation.CaptureAsync(11)).Refusal!.Code.Should().Be(RefusalCode.ExceedsReservation);
        }

        (await TotalsAsync()).Should().Be(new WalletTotals(100, 0));
    }

    [Fact]
    public async Task Disposing_after_the_expiry_is_quiet()
    {
        await OpenAsync(100);
        CreditReservation reservation = (await ReserveAsync(10, timeToLive: Duration.FromMinutes(1))).Value;
        Clock.Advance(Duration.FromMinutes(1));
        await reservation.DisposeAsync();
        (await TotalsAsync()).Should().Be(new WalletTotals(100, 0));
        await VerifyAsync();
    }

    [Fact]
    public async Task Disposing_after_somebody_else_resolved_it_is_quiet()
    {
        await OpenAsync(100);
        CreditReservation reservation = (await ReserveAsync(10, "held")).Value;
        await Start().Credits.CaptureAsync(Acme, "held", Ada, 10);
        await reservation.DisposeAsync();
        (await TotalsAsync()).Should().Be(new WalletTotals(90, 0));
    }

    [Fact]
    public async Task An_extended_reservation_knows_when_it_expires()
    {
        await OpenAsync(100);
        CreditReservation reservation = (await ReserveAsync(10, timeToLive: Duration.FromMinutes(1))).Value;
        Instant start = Clock.GetCurrentInstant();
        reservation.ExpiresAt.Should().Be(start + Duration.FromMinutes(1));
        await reservation.ExtendAsync(Duration.FromMinutes(10));
        reservation.ExpiresAt.Should().Be(start + Duration.FromMinutes(10));
        await reservation.ExtendAsync(Duration.FromMinutes(5));
        reservation.ExpiresAt.Should().Be(start + Duration.FromMinutes(10), "an earlier end changes nothing");
        Clock.Advance(Duration.FromMinutes(9));
        (await reservation.CaptureAsync()).IsAccepted.Should().BeTrue();
    }

    [Fact]
    public async Task A_capture_whose_answer_was_lost_is_not_undone_by_disposing()
    {
        await OpenAsync(100);
        CreditReservation reservation = (await ReserveAsync(10)).Value;
        Store.FailCommits(CommitFault.LostAcknowledgement);
        (await UnavailableAsync(reservation.CaptureAsync(10).AsTask())).Fate.Should().Be(CommandFate.Unknown);
        await reservation.DisposeAsync();
        (await TotalsAsync()).Should().Be(new WalletTotals(90, 0));
    }

    [Fact]
    public async Task When_the_store_fails_at_disposing_the_work_s_own_exception_leaves_and_the_reservation_expires_by_itself()
    {
        await OpenAsync(100);
        Func<Task> work = async () =>
        {
            await using CreditReservation reservation = (await ReserveAsync(10, timeToLive: Duration.FromMinutes(1))).GetValueOrThrow();
            Store.FailCommits(CommitFault.NotApplied);
            throw new NotSupportedException("the work failed");
        };
        await work.Should().ThrowAsync<NotSupportedException>();
        (await TotalsAsync()).Should().Be(new WalletTotals(90, 10));
        Clock.Advance(Duration.FromMinutes(1));
        (await TotalsAsync()).Should().Be(new WalletTotals(100, 0));
    }

    [Fact]
    public async Task Of_many_who_resolve_it_at_once_one_wins()
    {
        await OpenAsync(100);
        Store.Yields = true;
        CreditReservation reservation = (await ReserveAsync(10)).Value;
        CreditResult<CaptureReceipt>[] captures = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => reservation.CaptureAsync(4).AsTask())));
        captures.Count(c => c.IsAccepted).Should().Be(1);
        captures.Where(c => !c.IsAccepted).Should().OnlyContain(c => c.Refusal!.Code == RefusalCode.ReservationCaptured);
        (await TotalsAsync()).Should().Be(new WalletTotals(96, 0));
    }
}
