namespace Credits.Tests.Semantics.Reservations;

/// <summary>The reservation as an object: disposing of an unresolved one releases it.</summary>
public sealed class LeaseTests : Scenario
{
    [Fact]
    public async Task Disposing_of_an_unresolved_reservation_releases_it()
    {
        await Open("free");
        await using (CreditReservation reservation = (await Reserve("r", 50)).Value)
        {
            (await Holds()).Should().Be("950+50");
            reservation.Id.Should().Be("r");
        }

        (await Holds()).Should().Be("1000");
        await Refused(Capture("r"), RefusalCode.ReservationReleased);
    }

    [Fact]
    public async Task Disposing_after_a_capture_does_nothing()
    {
        await Open("free");
        await using (CreditReservation reservation = (await Reserve("r", 50)).Value)
        {
            (await reservation.CaptureAsync(30)).Value.Should().Be(new CaptureReceipt(30, 20, 0));
        }

        (await Holds()).Should().Be("970");
        (await Ledger(2)).Should().HaveCount(1);
    }

    [Fact]
    public async Task Disposing_after_a_refused_capture_releases()
    {
        await Open("free");
        await using (CreditReservation reservation = (await Reserve("r", 50)).Value)
        {
            (await reservation.CaptureAsync(51)).Refusal!.Code.Should().Be(RefusalCode.ExceedsReservation);
        }

        (await Holds()).Should().Be("1000");
    }

    [Fact]
    public async Task Disposing_after_a_release_or_twice_does_nothing()
    {
        await Open("free");
        CreditReservation reservation = (await Reserve("r", 50)).Value;
        (await reservation.ReleaseAsync()).Value.Returned.Should().Be(50);
        await reservation.DisposeAsync();
        await reservation.DisposeAsync();
        (await Ledger(2)).Should().HaveCount(1);
    }

    [Fact]
    public async Task Detached_it_is_left_for_another_to_resolve()
    {
        await Open("free");
        string id;
        await using (CreditReservation reservation = (await Reserve("r", 50)).Value)
        {
            id = reservation.Detach();
        }

        (await Holds()).Should().Be("950+50");
        await Capture(id, by: Linus);
        (await Holds()).Should().Be("950");
    }

    [Fact]
    public async Task Disposing_of_one_that_expired_or_was_resolved_elsewhere_does_nothing()
    {
        await Open("free");
        CreditReservation expired = (await Reserve("expired", 50)).Value;
        CreditReservation captured = (await Reserve("captured", 50)).Value;
        await Capture("captured");
        At("2026-01-05T10:00Z");
        await expired.DisposeAsync();
        await captured.DisposeAsync();
        (await Holds()).Should().Be("950");
    }

    [Fact]
    public async Task Extended_it_knows_its_new_end()
    {
        await Open("free");
        await using CreditReservation reservation = (await Reserve("r", 50)).Value;
        await reservation.ExtendAsync(Hours(5));
        reservation.ExpiresAt.Should().Be(Instant("2026-01-05T14:00Z"));
    }

    [Fact]
    public async Task A_replayed_reserve_gives_the_same_reservation()
    {
        await Open("free");
        CreditReservation first = (await Reserve("r", 50, operation: "o")).Value;
        At("2026-01-05T09:30Z");
        CreditResult<CreditReservation> again = await Reserve("r", 50, operation: "o");
        again.IsReplayed.Should().BeTrue();
        (again.Value.Id, again.Value.Amount, again.Value.ExpiresAt).Should().Be((first.Id, first.Amount, first.ExpiresAt));
        await again.Value.CaptureAsync(10);
        (await Holds()).Should().Be("990");
    }
}
