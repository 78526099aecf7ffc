using System.Text;
using Credits.Domain;
using Credits.Journal;
using Credits.Pricing;
using NodaTime;

namespace Credits.Tests.Domain.Journal;

public class WalletSnapshotCodecTests
{
    private static readonly Actor Ada = ScriptedWallet.Ada;
    private static readonly Actor Bob = ScriptedWallet.Bob;
    private static readonly Actor Grace = ScriptedWallet.Grace;

    [Fact]
    public void A_wallet_that_was_never_opened_comes_back()
    {
        Wallet wallet = new("org");
        byte[] snapshot = WalletSnapshotCodec.Write(wallet);
        Wallet restored = WalletSnapshotCodec.Read("org", snapshot);
        restored.IsOpen.Should().BeFalse();
        restored.LastInstant.Should().Be(Instant.MinValue);
        WalletSnapshotCodec.Write(restored).Should().Equal(snapshot);
    }

    [Theory]
    [InlineData("UTC", 0)]
    [InlineData("Europe/Berlin", 7)]
    [InlineData("America/Sao_Paulo", 0)]
    public void After_every_step_of_a_long_life_a_restored_wallet_goes_on_like_the_original(string zone, int reissueDays)
    {
        CreditCatalog catalog = ScriptedWallet.Catalog(reissueDays == 0 ? null : Duration.FromDays(reissueDays));
        ScriptedWallet wallet = ScriptedWallet.Open("free", zone, catalog);
        List<ScriptedWallet> others = [];
        int steps = 0;
        foreach ((Duration wait, Command step) in Life())
        {
            Command command = OnFlight(wallet, step);
            others.Add(wallet.Restored());
            string operation = $"step-{++steps}";
            Instant now = wallet.Now += wait;
            string told = wallet.Run(command, operation, now);
            string snapshot = wallet.Snapshot;
            foreach (ScriptedWallet other in others)
            {
                other.Run(command, operation, now).Should().Be(told);
                other.Snapshot.Should().Be(snapshot);
            }

            ScriptedWallet.SnapshotOf(wallet.Replayed()).Should().Be(snapshot);
        }

        HashSet<Type> seen = [.. wallet.Entries.SelectMany(e => e.Events).Select(e => e.GetType())];
        EventSamples.Full().SelectMany(e => e).Select(e => e.GetType()).Except(seen).Should().BeEmpty("the life has everything in it");
        wallet.Entries.SelectMany(e => e.Notices).Select(n => n.GetType()).Distinct().Should().HaveCount(9);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_restored_wallet_goes_on_like_the_original_whatever_happens(int seed)
    {
        Random random = new(seed);
        CreditCatalog catalog = ScriptedWallet.Catalog(seed % 2 == 0 ? null : Duration.FromDays(3));
        string zone = random.GetItems(["UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia"], 1)[0];
        ScriptedWallet wallet = ScriptedWallet.Open(random.GetItems([null, "free", "pro", "max", "weekly"], 1)[0], zone, catalog);
        ScriptedWallet last = wallet.Restored();
        ScriptedWallet first = wallet.Restored();
        for (int step = 0; step < 250; step++)
        {
            Command command = RandomCommands.Next(random, wallet);
            Instant now = wallet.Now += RandomCommands.Wait(random);
            string operation = random.Next(20) == 0 ? $"op{step - 1}" : $"op{step}";
            string told = wallet.Run(command, operation, now);
            first.Run(command, operation, now).Should().Be(told, "seed {0}, step {1}", seed, step);
            last.Run(command, operation, now).Should().Be(told, "seed {0}, step {1}", seed, step);
            string snapshot = wallet.Snapshot;
            first.Snapshot.Should().Be(snapshot);
            last.Snapshot.Should().Be(snapshot);
            last = wallet.Restored();
            last.Snapshot.Should().Be(snapshot);
        }

        ScriptedWallet.SnapshotOf(wallet.Replayed()).Should().Be(wallet.Snapshot);
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 24)];

    [Fact]
    public void Marks_of_limits_are_dropped_at_the_same_moment()
    {
        ScriptedWallet wallet = ScriptedWallet.Open("pro");
        wallet.Run(new SetLimits(Grace, [new("each") { User = LimitPolicy.Each, Window = LimitWindow.Day, Soft = [5] }]));
        ScriptedWallet restored = wallet.Restored();
        for (int step = 0; step < 300; step++)
        {
            wallet.Now += Duration.FromMinutes(20);
            Consume command = new(Actor.Member($"user-{step % 90}"), "visual", 5, AllowPartial: false);
            string told = wallet.Run(command, $"step-{step}", wallet.Now);
            restored.Run(command, $"step-{step}", wallet.Now).Should().Be(told);
            restored.Snapshot.Should().Be(wallet.Snapshot);
            restored = wallet.Restored();
        }

        wallet.Wallet.NoticesRaised.Should().BeGreaterThan(200);
        wallet.Wallet.LimitMarks.Count.Should().BeLessThan(200);
    }

    [Fact]
    public void A_lot_comes_back_with_every_field()
    {
        ScriptedWallet wallet = ScriptedWallet.Open("pro");
        foreach ((Duration wait, Command command) in Life())
        {
            wallet.Now += wait;
            wallet.Run(OnFlight(wallet, command));
            Wallet restored = wallet.Restored().Wallet;
            restored.Lots.Should().HaveSameCount(wallet.Wallet.Lots);
            foreach ((Lot back, Lot was) in restored.Lots.Zip(wallet.Wallet.Lots))
            {
                back.Should().BeEquivalentTo(was, o => o.Excluding(l => l.ReplacedBy).Excluding(l => l.LastReplacement)
                    .Excluding(l => l.ExpiryDue).Excluding(l => l.EffectiveDue).Excluding(l => l.ExpiringDue));
                back.ReplacedBy?.Id.Should().Be(was.ReplacedBy?.Id);
                Due(back.ExpiryDue).Should().Be(Due(was.ExpiryDue));
                Due(back.EffectiveDue).Should().Be(Due(was.EffectiveDue));
                Due(back.ExpiringDue).Should().Be(Due(was.ExpiringDue));
            }

            restored.Due.Count.Should().Be(wallet.Wallet.Due.Count);
            restored.BurnOrder.Count.Should().Be(wallet.Wallet.BurnOrder.Count);
            restored.Scheduled.Should().Be(wallet.Wallet.Scheduled);
        }

        static (Instant At, bool IsQueued)? Due(DueItem? due) => due is null ? null : (due.At, due.Index != DueItem.NotQueued);
    }

    [Fact]
    public void Usage_beyond_the_range_of_an_amount_comes_back()
    {
        Wallet wallet = ScriptedWallet.Open("pro").Wallet;
        wallet.Windows.MoveTo(wallet.LastInstant);
        UsageLedger.Scope scope = wallet.Usage.Of("u1", "test-cases");
        scope.Add(CreditAmount.MaxValue, wallet.Windows);
        scope.Add(CreditAmount.MaxValue, wallet.Windows);

        Wallet restored = WalletSnapshotCodec.Read("org", WalletSnapshotCodec.Write(wallet));
        restored.Windows.MoveTo(restored.LastInstant);
        restored.Usage.Of("u1", "test-cases").Both.Read(UsageWindow.Lifetime, restored.Windows).Should().Be((Int128)long.MaxValue * 2);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("{}", false)]
    [InlineData("""{"version":1,"t":0,"zone":"Middle/Earth","b":0}""", false)]
    [InlineData("""{"version":1,"t":0,"zone":"UTC","b":5}""", false)]
    [InlineData("""{"version":1,"t":0,"zone":"UTC","b":5,"lots":[{"g":"a","kind":"plan","m":5,"effective":0,"consumed":6}]}""", false)]
    [InlineData("""{"version":1,"t":0,"zone":"UTC","b":0,"reservations":[{"i":"r","u":"u","f":"f","m":0,"d":0,"expires":1}]}""", false)]
    [InlineData("""{"v":3,"version":1,"t":0,"zone":"UTC","b":0}""", true)]
    [InlineData("""{"version":1,"t":0,"zone":"UTC","b":5,"lots":[{"g":"a","kind":"moon","m":5,"effective":0}]}""", true)]
    public void A_snapshot_that_cannot_be_read_says_why(string json, bool tooOld) => FluentActions
        .Invoking(() => WalletSnapshotCodec.Read("org", Encoding.UTF8.GetBytes(json)))
        .Should().Throw<JournalFormatException>().Which.LibraryIsTooOld.Should().Be(tooOld);

    /// <summary>An attempt's id is known only when it was made: the life settles the one in flight.</summary>
    private static Command OnFlight(ScriptedWallet wallet, Command command) =>
        command is SettleTopUp settling ? settling with { Attempt = wallet.Wallet.TopUps!.InFlight!.Id } : command;

    /// <summary>A life in which everything happens that can.</summary>
    private static IEnumerable<(Duration Wait, Command Command)> Life()
    {
        Duration minute = Duration.FromMinutes(1);
        Duration day = Duration.FromDays(1);
        Instant start = ScriptedWallet.Start;
        return
        [
            (minute, new Consume(Ada, "test-cases", null, false)),
            (minute, new SetLimits(Grace,
            [
                new("soft") { Soft = [60, LimitThreshold.Percent(1)], Window = LimitWindow.Day },
                new("each") { User = LimitPolicy.Each, Feature = LimitPolicy.Each, Soft = [100], Window = LimitWindow.Week },
                new("hard") { Hard = 4_000, Soft = [LimitThreshold.Percent(2)] },
                new("period") { Window = LimitWindow.Period, Soft = [200] },
                new("ever") { Window = LimitWindow.Lifetime, User = "u1", Soft = [150] },
            ])),
            (minute, new SetAlerts(Grace, new() { LowBalance = [900, LimitThreshold.Percent(5)], ExpiringLead = 2 * day })),
            (minute, new Consume(Ada, "test-cases", 10, false)),
            (minute, new IssueGrant(Grace, GrantKind.Purchased, 500, "pack", 100, null, null, "order 7")),
            (minute, new IssueGrant(Grace, GrantKind.Promotional, 80, "promo", 10, null, start + 3 * day, null)),
            (minute, new IssueGrant(Grace, GrantKind.Adjustment, 70, "later", 20, start + 5 * day, start + 8 * day, "soon")),
            (minute, new IssueGrant(Grace, GrantKind.Complimentary, 30, "much-later", 20, start + 6 * day, null, null)),
            (minute, new VoidGrant(Grace, "later", 10, "less")),
            (minute, new Reserve(Ada, "test-cases", 9, "pins-promo", 7 * day)),
            (minute, new Reserve(Bob, "own", 10, "own", 2 * day)),
            (minute, new Reserve(Bob, "visual", 10, "runs-out", Duration.FromMinutes(90))),
            (minute, new Reserve(Bob, "gratis", 1, "gratis", Duration.FromMinutes(90))),
            (minute, new ChangePlan(Grace, "pro", PlanChangeTiming.Auto)),
            (minute, new Consume(Bob, "chat", Quantity.Of(("inputTokens", 12_345), ("outputTokens", 77.5m)), false)),
            (minute, new Reserve(Bob, "test-cases", 20, "pins-plan", 7 * day)),
            (minute, new Extend(Bob, "own", 5 * day)),
            (minute, new VoidGrant(Grace, "plan-0000000006", 100, "too much")),
            (minute, new ChangePlan(Grace, "max", PlanChangeTiming.Now)),
            (2 * day, new Capture(Bob, "own", 12, false)),
            (2 * day, new Capture(Ada, "pins-promo", 2, false)),
            (minute, new Refund(Grace, "step-1", 20, "sorry")),
            (minute, new Refund(Grace, "step-1", null, "sorry again")),
            (minute, new Refund(Grace, "own", 4, "sorry")),
            (minute, new Release(Bob, "pins-plan")),
            (minute, new Consume(Ada, "test-cases", 395, true)),
            (minute, new Consume(Ada, "test-cases", 1, false)),
            (4 * day, new ChangePlan(Grace, "weekly", PlanChangeTiming.NextReset)),
            (30 * day, new ChangePlan(Grace, "weekly", PlanChangeTiming.Now)),
            (9 * day, new CancelPlan(Grace, PlanCancelTiming.Now)),
            (minute, new ChangePlan(Grace, "pro", PlanChangeTiming.Now)),
            (minute, new SetLimits(Grace, [])),
            (minute, new Consume(Ada, "test-cases", 100_000, true)),
            (minute, new Consume(Ada, "test-cases", 1, false)),
            (minute, new SetAlerts(Grace, new() { ExpiringLead = 40 * day })),
            (minute, new IssueGrant(Grace, GrantKind.Purchased, 100, "p2", 100, null, start + 100 * day, null)),
            (minute, new CancelPlan(Grace, PlanCancelTiming.PeriodEnd)),
            (60 * day, new Consume(Ada, "test-cases", 1, false)),
            (minute, new ChangePlan(Grace, "max", PlanChangeTiming.Auto)),
            (minute, new Reserve(Ada, "test-cases", 50, "expires-late", 7 * day)),
            (40 * day, new Consume(Bob, "visual", 3, false)),
            (minute, new Refund(Grace, "pins-promo", null, "late")),
            (minute, new SetTopUp(Grace, TopUpSettings.Buy(1_000, below: 50_000) with { MaxPerDay = 3, MaxCreditsPerMonth = 9_000, MaxFailures = 2 })),
            (20 * minute, new Consume(Ada, "gratis", 1, false)),
            (minute, new CompleteTopUp(Grace, "in flight", "pay-1")),
            (minute, new FailTopUp(Grace, "in flight", "declined")),
            (10 * minute, new Consume(Ada, "test-cases", 1, false)),
            (minute, new FailTopUp(Grace, "in flight", null)),
            (day, new Consume(Ada, "test-cases", 1, false)),
            (minute, new ResumeTopUp(Grace)),
            (minute, new SetTopUp(Grace, null)),
            (2 * day, new CompleteTopUp(Grace, "in flight", null)),
            (minute, new SetTopUp(Grace, TopUpSettings.BuyUpTo(60_000, below: 50_000))),
        ];
    }
}
