using Credits.Journal;
using Credits.Notifications;
using Credits.Storage;

namespace Credits.Tests.TopUps;

public sealed class TopUpStartTests : TopUpScenario
{
    private static readonly TopUpSettings Usual = TopUpSettings.Buy(500, below: 200) with { CoolDown = NodaTime.Duration.Zero, MaxPerDay = 100 };

    [Fact]
    public async Task The_debit_that_leaves_less_than_the_threshold_starts_a_purchase_in_its_own_entry()
    {
        await Open("free");
        await TopUp(Usual);
        await Consume(800);
        (await Attempts()).Should().BeEmpty("200 are not below 200");

        await Consume(1, operation: "low");

        JournalEntry entry = await LastEntry();
        (entry.Operation, entry.Available).Should().Be(("low", 199));
        TopUpRequested requested = entry.Notices.Should().ContainSingle().Which.Should().BeOfType<TopUpRequested>().Subject;
        requested.Attempt.Should().MatchRegex("^top-up-[0-9a-f]{32}$");
        (requested.Wallet, requested.Amount, requested.StartedAt, requested.At).Should().Be((Acme, 500, entry.At, entry.At));
        (await Status()).InFlight.Should().Be(new TopUpInFlight(requested.Attempt, 500, entry.At, entry.At + NodaTime.Duration.FromMinutes(15)));
    }

    [Fact]
    public async Task Up_to_a_target_the_purchase_is_of_what_is_missing()
    {
        await Open("free");
        await TopUp(TopUpSettings.BuyUpTo(750.5m, below: 200));

        await Consume(900);

        (await Attempts()).Should().Equal("2026-01-05T09:00:00Z 650.5");
        await Pay();
        (await Holds()).Should().Be("750.5");
    }

    [Fact]
    public async Task A_reservation_starts_one_and_so_does_the_extra_of_a_capture()
    {
        await Open("free");
        await TopUp(Usual);
        await Reserve("r", 850, "metered");
        (await Attempts()).Should().HaveCount(1);
        await Pay();

        await Capture("r", 1_350);

        (await Holds()).Should().Be("150");
        (await Attempts()).Should().HaveCount(2);
    }

    [Fact]
    public async Task Whatever_else_lowers_the_balance_starts_one_too()
    {
        await Open();
        await Grant("g", 300);
        await TopUp(Usual);

        await Void("g", 101);

        (await Attempts()).Should().HaveCount(1);
    }

    [Fact]
    public async Task A_grant_that_expires_starts_one_at_the_instant_of_its_expiry()
    {
        await Open();
        await Grant("g", 300, until: "2026-01-07T00:00Z");
        await TopUp(Usual);

        At("2026-01-09T12:00Z");

        (await Attempts()).Should().Equal("2026-01-07T00:00:00Z 500");
    }

    [Fact]
    public async Task A_grant_that_expires_as_another_becomes_effective_starts_none()
    {
        await Open();
        await Grant("g", 300, until: "2026-01-07T00:00Z");
        await Grant("next", 300, from: "2026-01-07T00:00Z");
        await TopUp(Usual);

        At("2026-01-09T12:00Z");

        (await Attempts()).Should().BeEmpty();
    }

    [Fact]
    public async Task Where_what_comes_at_the_same_instant_is_too_little_the_purchase_starts_then()
    {
        await Open();
        await Grant("g", 300, until: "2026-01-07T00:00Z");
        await Grant("next", 100, from: "2026-01-07T00:00Z");
        await TopUp(Usual);

        At("2026-01-09T12:00Z");

        (await Attempts()).Should().Equal("2026-01-07T00:00:00Z 500");
    }

    [Fact]
    public async Task A_reset_that_brings_the_next_allowance_starts_none()
    {
        await Open("pro");
        await TopUp(Usual);

        At("2026-03-15");

        (await Attempts()).Should().BeEmpty();
    }

    [Fact]
    public async Task With_too_little_available_the_settings_themselves_start_one()
    {
        await Open();
        await TopUp(Usual);
        (await Attempts()).Should().HaveCount(1);
    }

    [Fact]
    public async Task One_purchase_is_in_flight_at_a_time()
    {
        await Open("free");
        await TopUp(Usual);

        await Consume(900);
        await Consume(50);
        await Consume(50);

        (await Attempts()).Should().HaveCount(1);
    }

    [Fact]
    public async Task A_purchase_that_does_not_reach_the_threshold_is_followed_by_another_with_an_id_of_its_own()
    {
        await Open();
        await TopUp(TopUpSettings.Buy(150, below: 200) with { MaxPerDay = 9, CoolDown = NodaTime.Duration.Zero });
        string first = await Flight();

        await Pay();

        (await Flight()).Should().NotBe(first);
        await Pay();
        (await Status()).InFlight.Should().BeNull();
        (await Holds()).Should().Be("300");
    }

    [Fact]
    public async Task A_refused_debit_starts_none()
    {
        await Open("free");
        await TopUp(Usual);
        await Refused(Consume(1_001), RefusalCode.InsufficientCredits);
        (await Attempts()).Should().BeEmpty();
    }

    [Fact]
    public async Task Two_wallets_never_have_the_same_attempt()
    {
        List<string> attempts = [];
        foreach (string wallet in new[] { "one", "two" })
        {
            await Admin.OpenWalletAsync(wallet, Grace);
            await Admin.SetTopUpAsync(wallet, Usual, Grace);
            attempts.Add((await Admin.GetTopUpAsync(wallet, Grace)).Value.InFlight!.Attempt);
        }

        attempts.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_wallet_without_room_for_the_credits_buys_none()
    {
        await Open();
        await Grant("later", CreditAmount.MaxValue - 499, from: "2027-01-01");
        await TopUp(Usual);
        (await Attempts()).Should().BeEmpty();
        (await Status()).NextAttemptAt.Should().BeNull();
    }

    [Fact]
    public async Task A_wallet_that_never_had_settings_shows_that_it_is_off()
    {
        await Open("free");
        await Consume(1_000);
        (await Status()).Should().Be(new TopUpStatus());
    }

    private async Task<JournalEntry> LastEntry()
    {
        JournalEntry? last = null;
        await foreach (JournalEntry entry in Store.ReadAsync(Acme, JournalRange.All, CancellationToken.None))
        {
            last = entry;
        }

        return last!;
    }
}
