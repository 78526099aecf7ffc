using Credits.Pricing;
using NodaTime;

namespace Credits.Tests.Pricing;

/// <summary>What a catalogue cannot be.</summary>
public sealed class CatalogueTests
{
    private static readonly UnitPrice One = new(1);

    [Fact]
    public void A_feature_has_defaults()
    {
        CreditFeature feature = new("test-cases", One);
        feature.Should().BeEquivalentTo(new
        {
            Key = "test-cases", DisplayName = "test-cases", DefaultQuantity = (Quantity?)null, ReservationTtl = Duration.FromHours(1), Overage = OverageMode.Refuse,
        });
    }

    [Fact]
    public void A_plan_has_defaults()
    {
        CreditPlan plan = new("free");
        (plan.Allowance, plan.Welcome, plan.Period, plan.Rollover).Should().Be((0, 0, PlanPeriod.CalendarMonth, null));
        new Rollover(1).Periods.Should().Be(1);
    }

    [Fact]
    public void What_a_feature_cannot_be_is_said_by_field()
    {
        Complaint(() => new CreditFeature("", One)).Should().Be("key");
        Complaint(() => new CreditFeature("f", One) { DisplayName = "" }).Should().Be("displayName");
        Complaint(() => new CreditFeature("f", One) { DefaultQuantity = 0 }).Should().Be("defaultQuantity");
        Complaint(() => new CreditFeature("f", One) { DefaultQuantity = -1 }).Should().Be("defaultQuantity");
        Complaint(() => new CreditFeature("f", One) { DefaultQuantity = Quantity.Of(("a", 0)) }).Should().Be("defaultQuantity");
        Complaint(() => new CreditFeature("f", One) { ReservationTtl = Duration.Zero }).Should().Be("reservationTtl");
        Complaint(() => new CreditFeature("f", One) { ReservationTtl = Duration.FromDays(7) + Duration.FromTicks(10) }).Should().Be("reservationTtl");
        Complaint(() => new CreditFeature("f", One) { ReservationTtl = Duration.FromNanoseconds(1_500) }).Should().Be("reservationTtl");
        new CreditFeature("f", One) { ReservationTtl = Duration.FromDays(7) }.ReservationTtl.Should().Be(Duration.FromDays(7));
    }

    [Fact]
    public void What_a_plan_cannot_be_is_said_by_field()
    {
        Complaint(() => new CreditPlan(" \0")).Should().Be("code");
        Complaint(() => new CreditPlan("p") { Allowance = -1 }).Should().Be("allowance");
        Complaint(() => new CreditPlan("p") { Welcome = -0.000001m }).Should().Be("welcome");
        Complaint(() => new CreditPlan("p") { Period = (PlanPeriod)9 }).Should().Be("period");
        Complaint(() => new Rollover(0)).Should().Be("maxCredits");
        Complaint(() => new Rollover(-1)).Should().Be("maxCredits");
        Complaint(() => new Rollover(1, 0)).Should().Be("periods");
    }

    [Fact]
    public void What_a_price_cannot_be_is_said_by_field()
    {
        Complaint(() => new UnitPrice(-1)).Should().Be("unitPrice");
        Complaint(() => new UnitPrice(1, 0)).Should().Be("roundUpTo");
        Complaint(() => new UnitPrice(1, -1)).Should().Be("roundUpTo");
        Complaint(() => new RatesPrice([])).Should().Be("rates");
        Complaint(() => new RatesPrice([new("a", -1)])).Should().Be("rates");
        Complaint(() => new RatesPrice([new("", 1)])).Should().Be("rates");
        Complaint(() => new RatesPrice([new("a", 1), new("a", 1)])).Should().Be("rates");
        Complaint(() => new TieredPrice([])).Should().Be("tiers");
        Complaint(() => new TieredPrice([new(1, -2)])).Should().Be("tiers");
        Complaint(() => new TieredPrice([new(0, 2)])).Should().Be("tiers");
        Complaint(() => new TieredPrice([new(2, 2), new(2, 3)])).Should().Be("tiers");
        Complaint(() => new TieredPrice([new(2, 2), new(1, 3)])).Should().Be("tiers");
        Complaint(() => new TieredPrice([new(null, 2), new(3, 3)])).Should().Be("tiers");
        Complaint(() => new TieredPrice([new(1, 2), new(null, 3), new(null, 4)])).Should().Be("tiers");
        Complaint(() => new TieredPrice([new(0.0000001m, 2)])).Should().Be("tiers");
        Complaint(() => new CustomPrice("", _ => 1)).Should().Be("version");
    }

    [Fact]
    public void What_a_catalogue_cannot_be_is_said_by_field()
    {
        Complaint(() => new CreditCatalog([new("p"), new("p")], [])).Should().Be("plans");
        Complaint(() => new CreditCatalog([], [new("f", One), new("f", One)])).Should().Be("features");
        Complaint(() => new CreditCatalog([], [], Duration.Zero)).Should().Be("returns");
        Complaint(() => new CreditCatalog([], [], Duration.FromDays(-1))).Should().Be("returns");
    }

    [Fact]
    public void Codes_and_keys_differ_ordinally()
    {
        CreditCatalog catalog = new([new("Pro"), new("pro")], [new("F", One), new("f", One)]);
        catalog.FindPlan("pro")!.Code.Should().Be("pro");
        catalog.FindPlan("PRO").Should().BeNull();
        catalog.FindFeature("F")!.Key.Should().Be("F");
        catalog.FindFeature("nope").Should().BeNull();
    }

    private static string? Complaint(Func<object> make) => make.Invoking(m => m()).Should().Throw<InvalidFieldException>().Which.ParamName;
}
