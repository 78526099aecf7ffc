using Credits.Notifications;
using Credits.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Credits.Tests.Notifications;

/// <summary>Delivery of notices: each notifier for itself, in order, again after failures, within its time.</summary>
public sealed class DeliveringTests : NoticeScenario
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_failing_notifier_delays_no_other()
    {
        await ExhaustAsync("acme");
        Mail.FailNext(1);

        await DeliverAsync();

        Mail.Notices.Should().BeEmpty();
        Hook.Notices.Should().ContainSingle();
    }

    [Fact]
    public async Task What_waited_since_there_was_no_notifier_goes_to_all_of_them()
    {
        await ExhaustAsync("acme");
        (await Outbox.GetChannelsAsync(Cancellation)).Should().BeEmpty();

        await DeliverAsync();

        Mail.Notices.Should().ContainSingle();
        Hook.Notices.Should().ContainSingle();
    }

    [Fact]
    public async Task A_failed_notice_comes_again_after_delays_that_double_and_the_wallets_later_ones_wait()
    {
        await ExhaustAsync("acme");
        await ExhaustAsync("other");
        Mail.FailNext(3);
        await DeliverAsync();
        Mail.Notices.Should().BeEmpty("both wallets have failed");

        Clock.Advance(Duration.FromSeconds(5));
        await ExhaustAsync("acme", again: true);
        await DeliverAsync();
        Mail.Notices.Should().ContainSingle().Which.Id.Should().Be("other:1");

        Clock.Advance(Duration.FromSeconds(9));
        await DeliverAsync();
        Mail.Notices.Should().ContainSingle();

        Clock.Advance(Duration.FromSeconds(1));
        await DeliverAsync();
        Mail.Notices.Select(n => n.Id).Should().Equal("other:1", "acme:1", "acme:2");
    }

    [Fact]
    public async Task A_channel_that_is_gone_for_good_is_removed_with_what_waited_for_it()
    {
        await ExhaustAsync("acme");
        Mail.FailNext(1);
        await DeliverAsync();

        await Outbox.RemoveChannelAsync("mail", Cancellation);

        (await Outbox.GetChannelsAsync(Cancellation)).Should().Equal(new NoticeChannel("hook", null, 0));
    }

    [Fact]
    public async Task A_process_without_one_of_the_notifiers_loses_it_no_notice()
    {
        await DeliverAsync();
        await using ServiceProvider old = Start((Mail, "mail"));
        await ExhaustAsync("acme");
        await old.GetRequiredService<ICreditsMaintenance>().DeliverNoticesAsync(Cancellation);
        Hook.Notices.Should().BeEmpty();

        await DeliverAsync();

        Mail.Notices.Should().ContainSingle();
        Hook.Notices.Should().ContainSingle();
    }

    [Fact]
    public async Task A_slow_delivery_delays_no_other_wallet()
    {
        SlowNotifier slow = new("acme");
        await using ServiceProvider provider = Start((slow, "slow"));
        await ExhaustAsync("acme");
        await ExhaustAsync("other");
        Task<int> delivering = provider.GetRequiredService<ICreditsMaintenance>().DeliverNoticesAsync(Cancellation).AsTask();

        (await slow.WaitForAsync(1)).Should().Equal("other:1");
        delivering.IsCompleted.Should().BeFalse();
        slow.LetGo();

        (await delivering.WaitAsync(Patience, Cancellation)).Should().Be(2);
    }

    [Fact]
    public async Task A_delivery_that_takes_too_long_counts_as_failed_and_its_place_is_free()
    {
        SlowNotifier slow = new("acme");
        await using ServiceProvider provider = Start((slow, "slow"));
        await ExhaustAsync("acme");
        for (int attempt = 1; attempt <= 3; attempt++)
        {
            // The store answers at once, so that it waits for the time limit when it comes back from this call.
            Task<int> delivering = provider.GetRequiredService<ICreditsMaintenance>().DeliverNoticesAsync(Cancellation).AsTask();
            slow.Calls.Should().Be(attempt, "each attempt was given up, and another made");
            delivering.IsCompleted.Should().BeFalse();
            Clock.Advance(Duration.FromSeconds(10));
            (await delivering.WaitAsync(Patience, Cancellation)).Should().Be(0);
            Clock.Advance(Duration.FromMinutes(1));
        }

        slow.Calls.Should().Be(3);
        (await Outbox.GetParkedAsync(cancellationToken: Cancellation)).Should().ContainSingle().Which.Reason.Should().StartWith("TimeoutException");
    }

    [Fact]
    public void Two_notifiers_of_one_name_are_a_mistake()
    {
        using ServiceProvider provider = Start((Mail, "mail"), (Hook, "mail"));
        provider.Invoking(p => p.GetRequiredService<ICreditsMaintenance>()).Should().Throw<InvalidOperationException>().WithMessage("*'mail'*AddNotifier*");
    }

    /// <summary>Holds the notices of one wallet until it is let go, whatever its token says.</summary>
    private sealed class SlowNotifier(WalletId wallet) : INotifier
    {
        private readonly TaskCompletionSource _free = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly RecordingNotifier _delivered = new();

        private int _calls;

        public int Calls => Volatile.Read(ref _calls);

        public void LetGo() => _free.SetResult();

        public async Task<IEnumerable<string>> WaitForAsync(int count) => (await _delivered.WaitForAsync(count, Patience)).Select(n => n.Id);

        public async ValueTask NotifyAsync(Notice notice, CancellationToken cancellationToken)
        {
            if (notice.Wallet == wallet)
            {
                Interlocked.Increment(ref _calls);
                await _free.Task;
            }

            await _delivered.NotifyAsync(notice, CancellationToken.None);
        }
    }
}
