using Credits.Notifications;
using NodaTime;

namespace Credits.Testing.Tests;

public sealed class ClockAndNotifierTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 1, 12, 0);
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);

    private readonly RecordingNotifier _notifier = new();

    [Fact]
    public void A_manual_clock_stands_until_it_is_moved_either_way()
    {
        ManualClock clock = new(Start);
        clock.GetCurrentInstant().Should().Be(Start);
        clock.Advance(Duration.FromHours(2));
        clock.GetCurrentInstant().Should().Be(Start + Duration.FromHours(2));
        clock.Set(Start - Duration.FromDays(1));
        clock.GetCurrentInstant().Should().Be(Start - Duration.FromDays(1));
    }

    [Fact]
    public async Task Notices_are_written_down_in_order_as_often_as_they_come()
    {
        await DeliverAsync(1, 2, 1);
        _notifier.Notices.Select(n => n.Number).Should().Equal(1, 2, 1);
        _notifier.Clear();
        _notifier.Notices.Should().BeEmpty();
    }

    [Fact]
    public async Task As_many_deliveries_fail_as_were_asked_for()
    {
        _notifier.FailNext(2);
        await this.Awaiting(_ => DeliverAsync(1)).Should().ThrowAsync<InvalidOperationException>();
        await this.Awaiting(_ => DeliverAsync(1)).Should().ThrowAsync<InvalidOperationException>();
        await DeliverAsync(1);
        _notifier.Notices.Should().ContainSingle();
        _notifier.Failed.Should().Be(2);
    }

    [Fact]
    public async Task Waiting_ends_when_enough_have_come()
    {
        Task<IReadOnlyList<Notice>> waiting = _notifier.WaitForAsync(2, Soon);
        await DeliverAsync(1);
        waiting.IsCompleted.Should().BeFalse();
        await DeliverAsync(2);
        (await waiting).Should().HaveCount(2);
        (await _notifier.WaitForAsync(1, Soon)).Should().HaveCount(2);
    }

    [Fact]
    public async Task Waiting_in_vain_says_what_did_come()
    {
        await DeliverAsync(1);
        await _notifier.Awaiting(n => n.WaitForAsync(2, TimeSpan.FromMilliseconds(1))).Should()
            .ThrowAsync<TimeoutException>().WithMessage("Expected 2 notices*1 came: CreditsExhausted.");
    }

    private async Task DeliverAsync(params long[] numbers)
    {
        foreach (long number in numbers)
        {
            await _notifier.NotifyAsync(new CreditsExhausted(number, "acme", Start), TestContext.Current.CancellationToken);
        }
    }
}
