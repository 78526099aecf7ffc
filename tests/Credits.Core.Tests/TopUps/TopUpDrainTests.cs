using System.Collections.Concurrent;
using Credits.Storage;
using Credits.Testing;
using Credits.TopUps;
using NodaTime;

namespace Credits.Tests.TopUps;

public sealed class TopUpDrainTests
{
    private const int Debits = 10_000;

    private readonly ManualClock _clock = new(Instant.FromUtc(2026, 1, 5, 9, 0));
    private readonly PaymentProvider _payments = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(6, null, 6)] // the day allows six purchases
    [InlineData(50, 3_500, 3)] // the month has room for three
    public async Task Ten_thousand_concurrent_debits_of_two_processes_cause_exactly_the_purchases_allowed(int maxPerDay, int? maxCreditsPerMonth, int purchases)
    {
        FaultyStore store = new(new InMemoryStore()) { Yields = true };
        await using TopUpHost one = new(store, _clock, _payments);
        await using TopUpHost two = new(store, _clock, _payments);
        await one.Admin.OpenWalletAsync("acme", Actor.System, cancellationToken: Cancellation);
        await one.Admin.GrantAsync("acme", new(1_000, GrantKind.Promotional), Actor.System, cancellationToken: Cancellation);
        TopUpSettings settings = TopUpSettings.Buy(1_000, below: 100) with
        {
            MaxPerDay = maxPerDay,
            MaxCreditsPerMonth = maxCreditsPerMonth is { } most ? (CreditAmount)most : null,
            CoolDown = Duration.Zero,
        };
        await one.Admin.SetTopUpAsync("acme", settings, Actor.System, cancellationToken: Cancellation);

        // Refused debits are tried again, as a host's would be after a purchase, until a whole round gets nowhere.
        int taken = 0;
        ConcurrentBag<int> left = [.. Enumerable.Range(0, Debits)];
        for (int before = -1; before < taken;)
        {
            before = taken;
            ConcurrentBag<int> refused = [];
            Task[] round =
            [
                .. left.Select(debit => Task.Run(() => DebitAsync(debit % 2 == 0 ? one : two, debit, refused), Cancellation)),
                Task.Run(() => one.Maintenance.DeliverNoticesAsync(Cancellation).AsTask(), Cancellation),
                Task.Run(() => two.Maintenance.DeliverNoticesAsync(Cancellation).AsTask(), Cancellation),
            ];
            await Task.WhenAll(round);
            await one.Maintenance.DeliverNoticesAsync(Cancellation);
            left = refused;
        }

        _payments.Charged.Should().HaveCount(purchases);
        _payments.Asked.Should().HaveCount(purchases, "nothing failed, so that nothing was asked twice");
        _payments.MostBusy.Should().Be(1, "one is in flight at a time, whichever process it is in");
        taken.Should().Be(1_000 + (purchases * 1_000));
        (await two.AvailableAsync()).Should().Be(CreditAmount.Zero);
        (await two.StatusAsync()).Should().BeEquivalentTo(new { AttemptsToday = purchases, CreditsThisMonth = (CreditAmount)(purchases * 1_000), InFlight = (TopUpInFlight?)null });
        (await two.Admin.VerifyAsync("acme", Actor.System, Cancellation)).Value.Faults.Should().BeEmpty();

        async Task DebitAsync(TopUpHost host, int debit, ConcurrentBag<int> refused)
        {
            CreditResult<Debit> result = await host.Credits.ConsumeAsync(
                "acme", "unit", Actor.Member("ada"), 1, operation: $"debit-{debit}", cancellationToken: Cancellation);
            if (result.Refusal is null)
            {
                Interlocked.Increment(ref taken);
            }
            else
            {
                result.Refusal.Code.Should().Be(RefusalCode.InsufficientCredits);
                refused.Add(debit);
            }
        }
    }

    [Fact]
    public async Task A_provider_that_always_declines_is_asked_as_often_as_failures_are_allowed()
    {
        await using TopUpHost host = new(new InMemoryStore(), _clock, _payments);
        _payments.Next([.. Enumerable.Repeat<Func<TopUpRequest, CancellationToken, Task<TopUpOutcome?>>>((_, _) => Task.FromResult<TopUpOutcome?>(TopUpOutcome.Declined()), 10)]);
        await host.Admin.OpenWalletAsync("acme", Actor.System, cancellationToken: Cancellation);
        await host.Admin.SetTopUpAsync("acme", TopUpSettings.Buy(1_000, below: 100) with { MaxPerDay = 100, CoolDown = Duration.Zero }, Actor.System, cancellationToken: Cancellation);

        for (int i = 0; i < 10; i++)
        {
            await host.Maintenance.DeliverNoticesAsync(Cancellation);
        }

        _payments.Asked.Should().HaveCount(3).And.OnlyHaveUniqueItems(a => a.Attempt);
        (await host.StatusAsync()).IsSuspended.Should().BeTrue();
    }
}
