using Credits.Notifications;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Credits.Tests.Notifications;

/// <summary>Notices that could not be delivered: parked in the end, and resent by those who may.</summary>
public sealed class ParkingTests : NoticeScenario
{
    [Fact]
    public async Task After_so_many_attempts_a_notice_is_parked_and_the_later_ones_pass()
    {
        await ExhaustAsync("acme");
        await ExhaustAsync("acme", again: true);
        await ParkFirstAsync();

        Mail.Notices.Select(n => n.Id).Should().Equal("acme:2");
        ParkedNotice parked = (await Admin.GetParkedNoticesAsync("acme", Actor.System, Cancellation)).Value.Should().ContainSingle().Which;
        parked.Channel.Should().Be("mail");
        parked.Notice.Id.Should().Be("acme:1");
        parked.Attempts.Should().Be(3);
        parked.Reason.Should().StartWith("InvalidOperationException: ").And.Contain("acme:1");
        (await Outbox.GetParkedAsync(cancellationToken: Cancellation)).Should().Equal(parked);
        (await Outbox.GetChannelsAsync(Cancellation)).Should().Equal(new NoticeChannel("hook", null, 0), new NoticeChannel("mail", null, 1));
        Hook.Notices.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_parked_notice_is_resent_by_an_administrator()
    {
        await ExhaustAsync("acme");
        await ParkFirstAsync();

        (await Admin.ResendNoticesAsync("acme", Actor.Member("ada"), cancellationToken: Cancellation)).Refusal!.Code.Should().Be(RefusalCode.NotAuthorized);
        (await Admin.ResendNoticesAsync("acme", Actor.Admin("bo"), 2, cancellationToken: Cancellation)).Value.Should().Be(0);
        (await Admin.ResendNoticesAsync("acme", Actor.Admin("bo"), channel: "hook", cancellationToken: Cancellation)).Value.Should().Be(0);
        (await Admin.ResendNoticesAsync("acme", Actor.Admin("bo"), 1, "mail", Cancellation)).Value.Should().Be(1);
        await DeliverAsync();

        Mail.Notices.Should().ContainSingle().Which.Id.Should().Be("acme:1");
        Hook.Notices.Should().ContainSingle();
        (await Admin.GetParkedNoticesAsync("acme", Actor.System, Cancellation)).Value.Should().BeEmpty();
    }

    [Fact]
    public async Task A_resent_notice_in_front_of_a_failing_one_gives_it_no_extra_tries()
    {
        await ExhaustAsync("acme");
        await ParkFirstAsync();
        await ExhaustAsync("acme", again: true);
        Mail.FailNext(2);
        await DeliverAsync();
        Clock.Advance(Duration.FromSeconds(5));
        await DeliverAsync();

        await Outbox.ResendAllAsync("mail", Cancellation);
        Clock.Advance(Duration.FromSeconds(10));
        Refusing refusing = new(Mail, 2);
        await using ServiceProvider after = Start((refusing, "mail"));
        await after.GetRequiredService<ICreditsMaintenance>().DeliverNoticesAsync(Cancellation);

        Mail.Notices.Select(n => n.Number).Should().Equal(1);
        ParkedNotice parked = (await Outbox.GetParkedAsync(cancellationToken: Cancellation)).Should().ContainSingle().Which;
        (parked.Notice.Number, parked.Attempts).Should().Be((2, 3), "the third failure is the last, whatever was delivered before it");
    }

    [Fact]
    public async Task Operators_resend_all_that_a_channel_has_parked()
    {
        await ExhaustAsync("acme");
        await ExhaustAsync("other");
        await ParkFirstAsync(6);

        (await Outbox.ResendAllAsync("hook", Cancellation)).Should().Be(0);
        (await Outbox.ResendAllAsync("mail", Cancellation)).Should().Be(2);
        await DeliverAsync();

        Mail.Notices.Select(n => n.Id).Should().BeEquivalentTo("acme:1", "other:1");
    }

    private async Task ParkFirstAsync(int failures = 3)
    {
        Mail.FailNext(failures);
        for (int i = 0; i < 4; i++)
        {
            await DeliverAsync();
            Clock.Advance(Duration.FromMinutes(1));
        }
    }

    /// <summary>Fails for the notice of one number.</summary>
    private sealed class Refusing(INotifier inner, long number) : INotifier
    {
        public ValueTask NotifyAsync(Notice notice, CancellationToken cancellationToken) => notice.Number == number
            ? throw new InvalidOperationException("The letter box is full.")
            : inner.NotifyAsync(notice, cancellationToken);
    }
}
