using Credits.Notifications;
using Credits.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Credits.Tests.Notifications;

/// <summary>What a notifier can tell the pump about a failure.</summary>
public sealed class NoticeRejectionTests : IAsyncDisposable
{
    private readonly ManualClock _clock = new(Instant.FromUtc(2026, 1, 5, 9, 0));
    private readonly FailingNotifier _mail = new();
    private readonly ServiceProvider _provider;

    public NoticeRejectionTests() => _provider = new ServiceCollection()
        .AddCredits(o => o.NoticeRetryJitterPercent = 0)
        .AddPlan("free", p => p.Welcome(100))
        .AddFeature("chat", f => f.PerUnit(1))
        .AddNotifier(_ => _mail, "mail")
        .UseClock(_clock)
        .UseInMemory()
        .Services.BuildServiceProvider();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ICreditsAdmin Admin => _provider.GetRequiredService<ICreditsAdmin>();

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    [Fact]
    public async Task A_notice_refused_for_good_is_tried_once_more_and_parked_and_the_later_ones_pass()
    {
        _mail.Failure = new("There is no such mailbox.", isPermanent: true);
        await ExhaustTwiceAsync();

        await DeliverAsync();
        (await ParkedAsync()).Should().BeEmpty("it gets one more chance");
        _clock.Advance(Duration.FromSeconds(5));
        await DeliverAsync();

        ParkedNotice parked = (await ParkedAsync()).Should().ContainSingle().Which;
        parked.Notice.Id.Should().Be("acme:1");
        parked.Attempts.Should().Be(2);
        parked.Reason.Should().Be("RejectedException: There is no such mailbox.");
        _mail.Failure = null;
        _clock.Advance(Duration.FromSeconds(5));
        await DeliverAsync();
        _mail.Taken.Should().Equal("acme:2");
    }

    [Theory]
    [InlineData(2, 5)]
    [InlineData(600, 600)]
    [InlineData(86_400, 3_600)]
    public async Task A_notice_comes_again_no_sooner_than_the_other_side_asked_for_and_within_the_longest_delay(int asked, int expected)
    {
        _mail.Failure = new("Busy.", retryAfter: Duration.FromSeconds(asked));
        await ExhaustTwiceAsync();
        await DeliverAsync();
        _mail.Failure = null;

        _clock.Advance(Duration.FromSeconds(expected - 1));
        await DeliverAsync();
        _mail.Taken.Should().BeEmpty();
        _clock.Advance(Duration.FromSeconds(1));
        await DeliverAsync();

        _mail.Taken.Should().Equal("acme:1", "acme:2");
    }

    private async Task DeliverAsync() => await _provider.GetRequiredService<ICreditsMaintenance>().DeliverNoticesAsync(Cancellation);

    private async Task<IReadOnlyList<ParkedNotice>> ParkedAsync() => (await Admin.GetParkedNoticesAsync("acme", Actor.System, Cancellation)).GetValueOrThrow();

    private async Task ExhaustTwiceAsync()
    {
        ICredits credits = _provider.GetRequiredService<ICredits>();
        (await Admin.OpenWalletAsync("acme", Actor.System, "free", cancellationToken: Cancellation)).GetValueOrThrow();
        (await credits.ConsumeAsync("acme", "chat", Actor.Member("ada"), 100, cancellationToken: Cancellation)).GetValueOrThrow();
        (await Admin.PurchaseAsync("acme", new(100), Actor.System, cancellationToken: Cancellation)).GetValueOrThrow();
        (await credits.ConsumeAsync("acme", "chat", Actor.Member("ada"), 100, cancellationToken: Cancellation)).GetValueOrThrow();
    }

    private sealed class RejectedException(string message, bool isPermanent = false, Duration? retryAfter = null) : Exception(message), INoticeRejection
    {
        public bool IsPermanent => isPermanent;

        public Duration? RetryAfter => retryAfter;
    }

    private sealed class FailingNotifier : INotifier
    {
        public RejectedException? Failure { get; set; }

        public List<string> Taken { get; } = [];

        public ValueTask NotifyAsync(Notice notice, CancellationToken cancellationToken)
        {
            if (Failure is not null)
            {
                throw Failure;
            }

            Taken.Add(notice.Id);
            return default;
        }
    }
}
