namespace Credits.Tests.Values;

/// <summary>Ids are 1 to 200 characters without control characters; what is wrong is said with field and value.</summary>
public sealed class IdentifierTests
{
    public static TheoryData<string> BadIds =>
    [
        "",
        new string('x', 201),
        "tab\there",
        "line\nbreak",
        "nul\0",
        "\u0085next",
        "high\ud83d",
        "\ude00low",
        "swapped\ude00\ud83d",
    ];

    public static TheoryData<string> GoodIds => ["a", " ", new string('x', 200), "ä/ö 東京", "😀", "=1+1", "'; drop table--", "a:b", "..", "\u202e"];

    [Theory]
    [MemberData(nameof(BadIds), DisableDiscoveryEnumeration = true)]
    public void A_wallet_id_that_is_none_is_refused_naming_field_and_value(string id)
    {
        InvalidFieldException complaint = FluentActions.Invoking(() => new WalletId(id)).Should().Throw<InvalidFieldException>().Which;
        complaint.ParamName.Should().Be("wallet");
        complaint.Value.Should().Be(id);
        complaint.Message.Should().Contain("wallet");
    }

    [Theory]
    [MemberData(nameof(GoodIds), DisableDiscoveryEnumeration = true)]
    public void Any_other_text_is_a_wallet_id(string id) => new WalletId(id).Value.Should().Be(id);

    [Theory]
    [MemberData(nameof(BadIds), DisableDiscoveryEnumeration = true)]
    public void An_actor_id_that_is_none_is_refused(string id) =>
        FluentActions.Invoking(() => Actor.Member(id, "Ada")).Should().Throw<InvalidFieldException>().Which.ParamName.Should().Be("id");

    [Theory]
    [MemberData(nameof(BadIds), DisableDiscoveryEnumeration = true)]
    public void An_actor_name_that_is_none_is_refused(string name) =>
        FluentActions.Invoking(() => Actor.Admin("u1", name)).Should().Throw<InvalidFieldException>().Which.ParamName.Should().Be("name");

    [Fact]
    public void A_control_character_is_shown_escaped() =>
        FluentActions.Invoking(() => new WalletId("a\u001bb")).Should().Throw<InvalidFieldException>().WithMessage("*\\u001b*U+001B*").Which.Message.Should().NotContain("\u001b");

    [Fact]
    public void A_long_value_is_shown_shortened() =>
        FluentActions.Invoking(() => new WalletId(new string('x', 100_000))).Should().Throw<InvalidFieldException>().Which.Message.Length.Should().BeLessThan(300);

    [Fact]
    public void Null_is_no_id()
    {
        FluentActions.Invoking(() => new WalletId(null!)).Should().Throw<ArgumentNullException>().WithParameterName("wallet");
        FluentActions.Invoking(() => Actor.Member(null!)).Should().Throw<ArgumentNullException>().WithParameterName("id");
    }

    [Fact]
    public void A_wallet_id_that_was_never_given_says_so() =>
        FluentActions.Invoking(() => default(WalletId).Value).Should().Throw<InvalidOperationException>();

    [Fact]
    public void Wallet_ids_compare_ordinally()
    {
        WalletId upper = "B";
        WalletId lower = "a";
        upper.CompareTo(lower).Should().BeNegative();
        (upper == "B", upper == "b", upper != lower).Should().Be((true, false, true));
        new WalletId("e\u0301").Should().NotBe(new WalletId("\u00e9"));
    }

    [Fact]
    public void A_members_name_is_his_id_where_none_is_given() => Actor.Member("u1").Name.Should().Be("u1");

    [Fact]
    public void Actors_have_one_of_three_roles() =>
        FluentActions.Invoking(() => new Actor("u1", "Ada", (ActorRole)3)).Should().Throw<ArgumentException>().WithParameterName("role");

    [Fact]
    public void The_system_is_system() => (Actor.System.Id, Actor.System.Name, Actor.System.Role).Should().Be(("system", "System", ActorRole.System));

    [Fact]
    public void Wire_names_are_snake_case_and_read_back()
    {
        WireNames.All<TransactionKind>().Should().Equal(
            "grant_issued", "consumed", "reserved", "overage", "returned", "reservation_expired", "refunded", "grant_expired", "grant_voided");
        WireNames.All<LimitWindow>().Should().Equal("day", "week", "month", "lifetime", "period");
        WireNames.All<PlanPeriod>().Should().BeEquivalentTo("calendar_month", "anniversary_month", "week", "day", "year");
        WireNames.All<NoticeKind>().Should().BeEquivalentTo(
            "soft_limit_reached", "hard_limit_reached", "credits_exhausted", "credits_insufficient", "low_balance", "credits_expiring", "reservation_expired", "plan_reset",
            "top_up_requested", "top_up_suspended");
        WireNames.TryParse("grant_voided", out TransactionKind kind).Should().BeTrue();
        kind.Should().Be(TransactionKind.GrantVoided);
        WireNames.TryParse("Grant_Voided", out TransactionKind _).Should().BeFalse();
    }

    [Fact]
    public void The_refusal_codes_are_those_of_the_contract() =>
        WireNames.All<RefusalCode>().Should().BeEquivalentTo(
            "not_authorized", "operation_reused", "wallet_not_found", "wallet_exists", "plan_not_found", "no_plan", "feature_unknown", "quantity_not_priced",
            "grant_not_found", "grant_exists", "exceeds_grant", "reservation_not_found", "reservation_exists", "reservation_captured", "reservation_released",
            "reservation_expired", "exceeds_reservation", "target_not_found", "exceeds_charge", "hard_limit_reached", "insufficient_credits", "top_up_completed");
}
