using Credits.TopUps;
using NodaTime;

namespace Credits.Sqlite.Tests.TopUps;

public sealed class DurableTopUpTests : IDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly CardProvider _cards = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_payment_taken_before_the_process_went_is_granted_once_by_the_next()
    {
        string attempt;
        await using (CreditsHost first = Open())
        {
            await first.OpenAsync("acme", 100);
            await first.Admin.SetTopUpAsync("acme", TopUpSettings.Buy(500, below: 50), Actor.System, cancellationToken: TestContext.Current.CancellationToken);
            await first.ConsumeAsync("acme", 60);
            attempt = (await first.Admin.GetTopUpAsync("acme", Actor.System, TestContext.Current.CancellationToken)).Value.InFlight!.Attempt;
            _cards.LosesAnswers = true;
            await first.DeliverAsync();
        }

        _cards.LosesAnswers = false;
        await using CreditsHost next = Open();
        next.Clock.Advance(Duration.FromMinutes(5));
        await next.DeliverAsync();
        next.Clock.Advance(Duration.FromMinutes(5));
        await next.DeliverAsync();

        _cards.Charged.Should().Equal(attempt);
        (await next.Admin.GetBalanceAsync("acme", Actor.System, cancellationToken: TestContext.Current.CancellationToken)).Value.Available.Should().Be((CreditAmount)540);
        (await next.IsCleanAsync("acme")).Should().BeTrue();
    }

    [Fact]
    public async Task A_payment_that_comes_long_after_its_failure_is_found_in_the_journal()
    {
        string attempt;
        await using (CreditsHost first = Open())
        {
            await first.OpenAsync("acme", 40);
            await first.Admin.SetTopUpAsync("acme", TopUpSettings.Buy(500, below: 50), Actor.System, cancellationToken: TestContext.Current.CancellationToken);
            attempt = (await first.Admin.GetTopUpAsync("acme", Actor.System, TestContext.Current.CancellationToken)).Value.InFlight!.Attempt;
            (await first.Admin.FailTopUpAsync("acme", attempt, Actor.System, "declined", TestContext.Current.CancellationToken)).IsAccepted.Should().BeTrue();
        }

        await using CreditsHost next = Open();
        (await next.Admin.CompleteTopUpAsync("acme", attempt, Actor.System, cancellationToken: TestContext.Current.CancellationToken)).IsReplayed.Should().BeFalse();
        (await next.Admin.CompleteTopUpAsync("acme", attempt, Actor.System, cancellationToken: TestContext.Current.CancellationToken)).IsReplayed.Should().BeTrue();

        (await next.Admin.GetBalanceAsync("acme", Actor.System, cancellationToken: TestContext.Current.CancellationToken)).Value.Available.Should().Be((CreditAmount)540);
        (await next.IsCleanAsync("acme")).Should().BeTrue();
    }

    private CreditsHost Open() => new(_file.ConnectionString, add: b => b.AddTopUpProvider(_ => _cards), snapshotEvery: 1);

    /// <summary>Charges each attempt once; the answer may be lost on its way.</summary>
    private sealed class CardProvider : ITopUpProvider
    {
        private readonly HashSet<string> _charged = [];

        public IReadOnlyCollection<string> Charged => _charged;

        public bool LosesAnswers { get; set; }

        public ValueTask<TopUpOutcome> PurchaseAsync(TopUpRequest request, CancellationToken cancellationToken)
        {
            _charged.Add(request.Attempt);
            return LosesAnswers ? throw new IOException("The connection was cut.") : new(TopUpOutcome.Paid());
        }
    }
}
