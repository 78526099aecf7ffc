using Credits.Storage;
using Credits.Testing;
using Credits.TopUps;
using NodaTime;

namespace Credits.Tests.TopUps;

public sealed class TopUpProviderTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Longer than a lease and any first wait between repetitions, shorter than the wait before an attempt is asked about again.</summary>
    private static readonly Duration AWhile = Duration.FromMinutes(3);

    private readonly ManualClock _clock = new(Instant.FromUtc(2026, 1, 5, 9, 0));
    private readonly FaultyStore _store = new(new InMemoryStore());
    private readonly PaymentProvider _payments = new();
    private readonly TopUpHost _host;

    public TopUpProviderTests() => _host = Process();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        (await _host.Admin.VerifyAsync("acme", Actor.System)).Value.Faults.Should().BeEmpty("whatever happened, the journal is whole");
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task The_provider_is_asked_for_the_attempt_and_its_payment_becomes_a_grant()
    {
        string attempt = await WantAsync();

        await _host.Maintenance.DeliverNoticesAsync(Cancellation);

        _payments.Asked.Should().Equal(new TopUpRequest("acme", attempt, 500, _clock.GetCurrentInstant()));
        CreditGrant grant = (await _host.Admin.GetGrantsAsync("acme", Actor.System, Cancellation)).Value.Single(g => g.Id == attempt);
        (grant.Kind, grant.Amount, grant.Note).Should().Be((GrantKind.Purchased, 500, "pay-" + attempt[^4..]));
        (await _host.StatusAsync()).InFlight.Should().BeNull();
    }

    [Fact]
    public async Task A_decline_counts_as_a_failure()
    {
        await WantAsync();
        _payments.Next(TopUpOutcome.Declined("card expired"));

        await _host.Maintenance.DeliverNoticesAsync(Cancellation);

        (await _host.StatusAsync()).Should().BeEquivalentTo(new { Failures = 1, InFlight = (TopUpInFlight?)null, CreditsThisMonth = CreditAmount.Zero });
        (await _host.AvailableAsync()).Should().Be(CreditAmount.Zero);
    }

    [Fact]
    public async Task A_provider_that_throws_is_asked_again_about_the_same_attempt_and_no_failure_is_counted()
    {
        string attempt = await WantAsync();
        _payments.Next((_, _) => throw new HttpRequestException("no route to the bank"), (_, _) => Task.FromResult<TopUpOutcome?>(null));

        await DeliverThriceAsync();

        _payments.Asked.Select(a => a.Attempt).Should().Equal(attempt, attempt, attempt);
        _payments.Charged.Should().ContainSingle();
        (await _host.StatusAsync()).Should().BeEquivalentTo(new { Failures = 0, AttemptsToday = 1, InFlight = (TopUpInFlight?)null });
        (await _host.AvailableAsync()).Should().Be((CreditAmount)500);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_provider_that_gives_no_answer_in_time_is_asked_again_about_the_same_attempt(bool heedsItsToken)
    {
        string attempt = await WantAsync();
        TaskCompletionSource asked = new();
        TaskCompletionSource late = new();
        _payments.Next(async (request, token) =>
        {
            // The money is taken, and the answer stays out.
            TopUpOutcome paid = _payments.Charge(request);
            asked.SetResult();
            await late.Task.WaitAsync(heedsItsToken ? token : CancellationToken.None);
            return paid;
        });

        Task delivering = _host.Maintenance.DeliverNoticesAsync(Cancellation).AsTask();
        await asked.Task.WaitAsync(Patience, Cancellation);
        _clock.Advance(Duration.FromTimeSpan(new CreditsOptions().NoticeTimeout));
        await delivering.WaitAsync(Patience, Cancellation);

        (await _host.StatusAsync()).Should().BeEquivalentTo(new { Failures = 0, InFlight = new { Attempt = attempt } });
        await DeliverThriceAsync();
        _payments.Charged.Should().ContainSingle();
        (await _host.AvailableAsync()).Should().Be((CreditAmount)500);
        late.SetResult();
    }

    [Fact]
    public async Task Pending_it_waits_for_the_webhook_and_the_provider_is_asked_no_more_afterwards()
    {
        string attempt = await WantAsync();
        _payments.Next(TopUpOutcome.Pending);
        await DeliverThriceAsync();
        _payments.Asked.Should().HaveCount(1, "pending is an answer");

        await _host.Admin.CompleteTopUpAsync("acme", attempt, Actor.System, "hook-1", Cancellation);
        _clock.Advance(Duration.FromDays(3));
        await _host.Maintenance.AdvanceDueAsync(Cancellation);
        await _host.Maintenance.DeliverNoticesAsync(Cancellation);

        _payments.Asked.Should().HaveCount(1);
        (await _host.AvailableAsync()).Should().Be((CreditAmount)500);
    }

    [Fact]
    public async Task Pending_for_long_the_provider_is_asked_again()
    {
        string attempt = await WantAsync();
        _payments.Next(TopUpOutcome.Pending);
        _payments.Next(TopUpOutcome.Pending);
        await _host.Maintenance.DeliverNoticesAsync(Cancellation);

        // An outage of a day: each request that is due is delivered in order, until one is answered.
        _clock.Advance(Duration.FromDays(1));
        await _host.Maintenance.AdvanceDueAsync(Cancellation);
        await _host.Maintenance.DeliverNoticesAsync(Cancellation);

        _payments.Asked.Select(a => a.Attempt).Should().Equal(attempt, attempt, attempt);
        _payments.Asked.Select(a => a.StartedAt).Distinct().Should().ContainSingle();
        _payments.Charged.Should().ContainSingle();
        (await _host.AvailableAsync()).Should().Be((CreditAmount)500);
    }

    [Theory]
    [InlineData(CommitFault.NotApplied)]
    [InlineData(CommitFault.LostAcknowledgement)]
    [InlineData(CommitFault.ExceptionAfterwards)]
    public async Task A_crash_between_payment_and_grant_charges_once_and_grants_once(CommitFault fault)
    {
        string attempt = await WantAsync();
        await using (TopUpHost doomed = Process())
        {
            _payments.Next((request, _) =>
            {
                TopUpOutcome paid = _payments.Charge(request);
                _store.FailCommits(fault);
                return Task.FromResult<TopUpOutcome?>(paid);
            });
            await doomed.Maintenance.DeliverNoticesAsync(Cancellation);
        }

        await using TopUpHost next = Process();
        await DeliverThriceAsync(next);

        _payments.Charged.Select(c => c.Attempt).Should().Equal(attempt);
        (await next.AvailableAsync()).Should().Be((CreditAmount)500);
        (await _host.Admin.GetGrantsAsync("acme", Actor.System, Cancellation)).Value.Should().ContainSingle(g => g.Id == attempt);
        (await _host.StatusAsync()).Should().BeEquivalentTo(new { AttemptsToday = 1, Failures = 0, InFlight = (TopUpInFlight?)null });
    }

    [Fact]
    public async Task A_process_that_dies_with_the_payment_taken_and_nothing_written_charges_once()
    {
        string attempt = await WantAsync();
        using CancellationTokenSource death = new();
        await using (TopUpHost doomed = Process())
        {
            _payments.Next(async (request, token) =>
            {
                _payments.Charge(request);
                await death.CancelAsync();
                token.ThrowIfCancellationRequested();
                return null;
            });
            await doomed.Maintenance.Awaiting(m => m.DeliverNoticesAsync(death.Token).AsTask()).Should().ThrowAsync<OperationCanceledException>();
        }

        (await _host.StatusAsync()).InFlight!.Attempt.Should().Be(attempt);
        await DeliverThriceAsync();

        _payments.Charged.Select(c => c.Attempt).Should().Equal(attempt);
        (await _host.AvailableAsync()).Should().Be((CreditAmount)500);
    }

    [Fact]
    public async Task The_provider_answering_and_its_webhook_too_grant_once()
    {
        string attempt = await WantAsync();
        _payments.Next(async (request, _) =>
        {
            TopUpOutcome paid = _payments.Charge(request);
            (await _host.Admin.CompleteTopUpAsync("acme", request.Attempt, Actor.Admin("webhook"), "hook-1", Cancellation)).IsAccepted.Should().BeTrue();
            return paid;
        });

        await DeliverThriceAsync();

        _payments.Asked.Should().HaveCount(1);
        (await _host.AvailableAsync()).Should().Be((CreditAmount)500);
        (await _host.Admin.CompleteTopUpAsync("acme", attempt, Actor.Admin("webhook"), cancellationToken: Cancellation)).IsReplayed.Should().BeTrue();
    }

    [Fact]
    public async Task A_decline_after_the_webhook_said_paid_takes_nothing_back()
    {
        await WantAsync();
        _payments.Next(async (request, _) =>
        {
            await _host.Admin.CompleteTopUpAsync("acme", request.Attempt, Actor.Admin("webhook"), cancellationToken: Cancellation);
            return TopUpOutcome.Declined();
        });

        await DeliverThriceAsync();

        _payments.Asked.Should().HaveCount(1);
        (await _host.AvailableAsync()).Should().Be((CreditAmount)500);
        (await _host.StatusAsync()).Failures.Should().Be(0);
    }

    [Fact]
    public async Task A_decline_and_a_payment_afterwards_grant_once()
    {
        string attempt = await WantAsync();
        _payments.Next(TopUpOutcome.Declined());
        await _host.Maintenance.DeliverNoticesAsync(Cancellation);

        await _host.Admin.CompleteTopUpAsync("acme", attempt, Actor.Admin("webhook"), cancellationToken: Cancellation);
        await _host.Admin.CompleteTopUpAsync("acme", attempt, Actor.Admin("webhook"), cancellationToken: Cancellation);

        (await _host.AvailableAsync()).Should().Be((CreditAmount)500);
    }

    [Fact]
    public async Task Debits_go_on_while_the_provider_takes_its_time()
    {
        await WantAsync();
        await _host.Admin.GrantAsync("acme", new(10, GrantKind.Promotional), Actor.System, cancellationToken: Cancellation);
        TaskCompletionSource asked = new();
        TaskCompletionSource answer = new();
        _payments.Next(async (request, _) =>
        {
            asked.SetResult();
            await answer.Task;
            return _payments.Charge(request);
        });
        Task delivering = _host.Maintenance.DeliverNoticesAsync(Cancellation).AsTask();
        await asked.Task.WaitAsync(Patience, Cancellation);

        (await _host.Credits.ConsumeAsync("acme", "unit", Actor.Member("ada"), 10, cancellationToken: Cancellation).AsTask().WaitAsync(Patience, Cancellation)).IsAccepted.Should().BeTrue();

        answer.SetResult();
        await delivering.WaitAsync(Patience, Cancellation);
        (await _host.AvailableAsync()).Should().Be((CreditAmount)500);
    }

    private TopUpHost Process(Action<CreditsOptions>? configure = null) => new(_store, _clock, _payments, configure);

    /// <summary>Opens a wallet that wants 500 credits, and tells the attempt.</summary>
    private async Task<string> WantAsync()
    {
        await _host.Admin.OpenWalletAsync("acme", Actor.System, cancellationToken: Cancellation);
        await _host.Admin.SetTopUpAsync("acme", TopUpSettings.Buy(500, below: 200) with { CoolDown = Duration.FromHours(1) }, Actor.System, cancellationToken: Cancellation);
        return (await _host.StatusAsync()).InFlight!.Attempt;
    }

    private async Task DeliverThriceAsync(TopUpHost? host = null)
    {
        for (int i = 0; i < 3; i++)
        {
            await (host ?? _host).Maintenance.DeliverNoticesAsync(Cancellation);
            _clock.Advance(AWhile);
        }
    }
}
