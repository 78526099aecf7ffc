using Credits.DependencyInjection;
using Credits.Notifications;
using Credits.Storage;
using Credits.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Credits.Tests.Notifications;

/// <summary>Delivery of notices: each notifier for itself, in order, again after failures, parked in the end.</summary>
public sealed class PumpTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ManualClock _clock = new(Instant.FromUtc(2026, 1, 5, 9, 0));
    private readonly InMemoryStore _store = new();
    private readonly RecordingNotifier _mail = new();
    private readonly RecordingNotifier _hook = new();
    private readonly ServiceProvider _provider;

    public PumpTests() => _provider = Start((_mail, "mail"), (_hook, "hook"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ICreditsAdmin Admin => _provider.GetRequiredService<ICreditsAdmin>();

    private ICreditsOutbox Outbox => _provider.GetRequiredService<ICreditsOutbox>();

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    [Fact]
    public async Task A_failing_notifier_delays_no_other()
    {
        await ExhaustAsync("acme");
        _mail.FailNext(1);

        await DeliverAsync();

        _mail.Notices.Should().BeEmpty();
        _hook.Notices.Should().ContainSingle();
    }

    [Fact]
    public async Task What_waited_since_there_was_no_notifier_goes_to_all_of_them()
    {
        await ExhaustAsync("acme");
        (await Outbox.GetChannelsAsync(Cancellation)).Should().BeEmpty();

        await DeliverAsync();

        _mail.Notices.Should().ContainSingle();
        _hook.Notices.Should().ContainSingle();
    }

    [Fact]
    public async Task A_failed_notice_comes_again_after_delays_that_double_and_the_wallets_later_ones_wait()
    {
        await ExhaustAsync("acme");
        await ExhaustAsync("other");
        _mail.FailNext(3);
        await DeliverAsync();
        _mail.Notices.Should().BeEmpty("both wallets have failed");

        _clock.Advance(Duration.FromSeconds(5));
        await ExhaustAsync("acme", again: true);
        await DeliverAsync();
        _mail.Notices.Should().ContainSingle().Which.Id.Should().Be("other:1");

        _clock.Advance(Duration.FromSeconds(9));
        await DeliverAsync();
        _mail.Notices.Should().ContainSingle();

        _clock.Advance(Duration.FromSeconds(1));
        await DeliverAsync();
        _mail.Notices.Select(n => n.Id).Should().Equal("other:1", "acme:1", "acme:2");
    }

    [Fact]
    public async Task After_so_many_attempts_a_notice_is_parked_and_the_later_ones_pass()
    {
        await ExhaustAsync("acme");
        await ExhaustAsync("acme", again: true);
        await ParkFirstAsync();

        _mail.Notices.Select(n => n.Id).Should().Equal("acme:2");
        ParkedNotice parked = (await Admin.GetParkedNoticesAsync("acme", Actor.System, Cancellation)).Value.Should().ContainSingle().Which;
        parked.Channel.Should().Be("mail");
        parked.Notice.Id.Should().Be("acme:1");
        parked.Attempts.Should().Be(3);
        parked.Reason.Should().StartWith("InvalidOperationException: ").And.Contain("acme:1");
        (await Outbox.GetParkedAsync(cancellationToken: Cancellation)).Should().Equal(parked);
        (await Outbox.GetChannelsAsync(Cancellation)).Should().Equal(new NoticeChannel("hook", null, 0), new NoticeChannel("mail", null, 1));
        _hook.Notices.Should().HaveCount(2);
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

        _mail.Notices.Should().ContainSingle().Which.Id.Should().Be("acme:1");
        _hook.Notices.Should().ContainSingle();
        (await Admin.GetParkedNoticesAsync("acme", Actor.System, Cancellation)).Value.Should().BeEmpty();
    }

    [Fact]
    public async Task A_resent_notice_in_front_of_a_failing_one_gives_it_no_extra_tries()
    {
        await ExhaustAsync("acme");
        await ParkFirstAsync();
        await ExhaustAsync("acme", again: true);
        _mail.FailNext(2);
        await DeliverAsync();
        _clock.Advance(Duration.FromSeconds(5));
        await DeliverAsync();

        await Outbox.ResendAllAsync("mail", Cancellation);
        _clock.Advance(Duration.FromSeconds(10));
        Refusing refusing = new(_mail, 2);
        await using ServiceProvider after = Start((refusing, "mail"));
        await after.GetRequiredService<ICreditsMaintenance>().DeliverNoticesAsync(Cancellation);

        _mail.Notices.Select(n => n.Number).Should().Equal(1);
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

        _mail.Notices.Select(n => n.Id).Should().BeEquivalentTo("acme:1", "other:1");
    }

    [Fact]
    public async Task A_channel_that_is_gone_for_good_is_removed_with_what_waited_for_it()
    {
        await ExhaustAsync("acme");
        _mail.FailNext(1);
        await DeliverAsync();

        await Outbox.RemoveChannelAsync("mail", Cancellation);

        (await Outbox.GetChannelsAsync(Cancellation)).Should().Equal(new NoticeChannel("hook", null, 0));
    }

    [Fact]
    public async Task A_process_without_one_of_the_notifiers_loses_it_no_notice()
    {
        await DeliverAsync();
        await using ServiceProvider old = Start((_mail, "mail"));
        await ExhaustAsync("acme");
        await old.GetRequiredService<ICreditsMaintenance>().DeliverNoticesAsync(Cancellation);
        _hook.Notices.Should().BeEmpty();

        await DeliverAsync();

        _mail.Notices.Should().ContainSingle();
        _hook.Notices.Should().ContainSingle();
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
            _clock.Advance(Duration.FromSeconds(10));
            (await delivering.WaitAsync(Patience, Cancellation)).Should().Be(0);
            _clock.Advance(Duration.FromMinutes(1));
        }

        slow.Calls.Should().Be(3);
        (await Outbox.GetParkedAsync(cancellationToken: Cancellation)).Should().ContainSingle().Which.Reason.Should().StartWith("TimeoutException");
    }

    [Fact]
    public void Two_notifiers_of_one_name_are_a_mistake()
    {
        using ServiceProvider provider = Start((_mail, "mail"), (_hook, "mail"));
        provider.Invoking(p => p.GetRequiredService<ICreditsMaintenance>()).Should().Throw<InvalidOperationException>().WithMessage("*'mail'*AddNotifier*");
    }

    private async Task DeliverAsync() => await _provider.GetRequiredService<ICreditsMaintenance>().DeliverNoticesAsync(Cancellation);

    private async Task ParkFirstAsync(int failures = 3)
    {
        _mail.FailNext(failures);
        for (int i = 0; i < 4; i++)
        {
            await DeliverAsync();
            _clock.Advance(Duration.FromMinutes(1));
        }
    }

    private async Task ExhaustAsync(string wallet, bool again = false)
    {
        if (again)
        {
            await Admin.PurchaseAsync(wallet, new(100), Actor.System, cancellationToken: Cancellation);
        }
        else
        {
            await Admin.OpenWalletAsync(wallet, Actor.System, "free", cancellationToken: Cancellation);
        }

        (await _provider.GetRequiredService<ICredits>().ConsumeAsync(wallet, "chat", Actor.Member("ada"), 100, cancellationToken: Cancellation)).GetValueOrThrow();
    }

    private ServiceProvider Start(params (INotifier Notifier, string Name)[] notifiers)
    {
        CreditsBuilder builder = new ServiceCollection()
            .AddCredits(o =>
            {
                o.NoticeAttempts = 3;
                o.NoticeRetryJitterPercent = 0;
                o.NoticeTimeout = TimeSpan.FromSeconds(10);
            })
            .AddPlan("free", p => p.Welcome(100))
            .AddFeature("chat", f => f.PerUnit(1))
            .UseClock(_clock)
            .UseStore(_ => new Unowned(_store));
        foreach ((INotifier notifier, string name) in notifiers)
        {
            builder.AddNotifier(_ => notifier, name);
        }

        return builder.Services.BuildServiceProvider();
    }

    private sealed class Unowned(IStore inner) : DelegatingStore(inner);

    /// <summary>Fails for the notice of one number.</summary>
    private sealed class Refusing(INotifier inner, long number) : INotifier
    {
        public ValueTask NotifyAsync(Notice notice, CancellationToken cancellationToken) => notice.Number == number
            ? throw new InvalidOperationException("The letter box is full.")
            : inner.NotifyAsync(notice, cancellationToken);
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
