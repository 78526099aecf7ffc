using Credits.Journal;

namespace Credits.Tests.Semantics.Verification;

/// <summary>Verify replays the whole journal and finds what does not agree.</summary>
public sealed class VerifyTests : VerificationScenario
{
    [Fact]
    public async Task An_honest_journal_is_clean()
    {
        await Write();
        VerificationReport report = (await Admin.VerifyAsync(Acme, Grace)).Value;
        (report.Wallet, report.Entries, report.Rows, report.IsClean).Should().Be((Acme, 6, 6, true));
        Restart();
        (await Admin.VerifyAsync(Acme, Grace)).Value.IsClean.Should().BeTrue();
    }

    [Fact]
    public async Task A_wallet_that_is_not_there_is_not_found() =>
        (await Admin.VerifyAsync(Acme, Grace)).Refusal!.Code.Should().Be(RefusalCode.WalletNotFound);

    [Theory]
    [InlineData(3, "\"m\":50000000", "\"m\":40000000", "an amount of a consume")]
    [InlineData(2, "\"m\":100000000", "\"m\":900000000", "an amount of a purchase")]
    [InlineData(3, "\"b\":5050000000", "\"b\":5060000000", "the available credits after an entry")]
    [InlineData(4, "\"r\":20000000", "\"r\":30000000", "the reserved credits after an entry")]
    [InlineData(3, "\"s\":3", "\"s\":4", "a row's number")]
    [InlineData(3, "\"t\":", "\"t\":-", "an instant")]
    [InlineData(3, "\"o\":\"c\"", "\"o\":\"other\"", "an operation's id")]
    public async Task A_changed_number_is_found(long version, string before, string after, string what)
    {
        await Write();
        (await FaultsOf(TamperedStore.Edit(version, before, after))).Should().NotBeEmpty("{0} was changed", what);
    }

    [Theory]
    [InlineData("dropped")]
    [InlineData("dropped at the end")]
    [InlineData("doubled")]
    [InlineData("swapped")]
    public async Task Entries_that_do_not_follow_each_other_are_found_by_who_has_seen_them(string how)
    {
        await Write();
        (await FaultsOf(Shuffle(how), seenBefore: true)).Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("dropped")]
    [InlineData("doubled")]
    [InlineData("swapped")]
    public async Task And_nobody_works_with_a_wallet_that_is_read_so(string how)
    {
        await Write();
        Func<Task> reading = () => FaultsOf(Shuffle(how));
        CreditsUnavailableException thrown = (await reading.Should().ThrowAsync<CreditsUnavailableException>()).Which;
        (thrown.Wallet, thrown.Operation).Should().Be((Acme, null));
    }

    [Fact]
    public async Task Credits_moved_from_one_grant_to_another_are_found_by_who_has_seen_them()
    {
        await Write();
        (await FaultsOf(TamperedStore.Edit(3, "\"l\":\"plan-0000000001\"", "\"l\":\"p\""), seenBefore: true)).Should().NotBeEmpty();
    }

    private static Func<IReadOnlyList<JournalEntry>, IEnumerable<JournalEntry>> Shuffle(string how) => how switch
    {
        "dropped" => entries => entries.Where(e => e.Version != 3),
        "dropped at the end" => entries => entries.Take(5),
        "doubled" => entries => entries.SelectMany(e => e.Version == 3 ? [e, e] : new[] { e }),
        _ => entries => entries.OrderBy(e => e.Version == 3 ? 2 : e.Version == 2 ? 3 : e.Version),
    };
}
