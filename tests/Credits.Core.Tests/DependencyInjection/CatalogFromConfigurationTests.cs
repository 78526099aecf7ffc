using Credits.Pricing;
using Microsoft.Extensions.Configuration;
using NodaTime;
using static Credits.Tests.DependencyInjection.Compositions;

namespace Credits.Tests.DependencyInjection;

public sealed class CatalogFromConfigurationTests
{
    /// <summary>The catalogue of the examples, as a file of its own and as a section of the host's settings.</summary>
    private const string Lists = """
        {
          "plans": [ { "code": "free", "allowance": 0, "welcome": 1000 },
                     { "code": "pro", "allowance": 5000, "rollover": { "maxCredits": 500, "periods": 1 } },
                     { "code": "team", "allowance": "12000.5", "period": "anniversary_month", "welcome": null } ],
          "features": [ { "key": "test-cases", "displayName": "Test cases", "unitPrice": 10, "defaultQuantity": 5, "reservationTtl": "PT1H30M", "overage": "refuse" },
                        { "key": "visual", "tiers": [ { "upTo": 1, "credits": 2 }, { "upTo": 3, "credits": 5 }, { "credits": 8 } ] },
                        { "key": "assistant", "rates": { "inputTokens": 0.001, "outputTokens": 3e-3 }, "roundUpTo": 1, "overage": "charge",
                          "defaultQuantity": { "inputTokens": 1000 } } ],
          "returns": { "reissue": "P7D" }
        }
        """;

    [Fact]
    public void A_catalogue_file_is_read_from_the_root() => ShouldBeTheExample(Catalog(b => b.FromConfiguration(Json(Lists))));

    [Fact]
    public void A_section_of_the_hosts_settings_is_read() =>
        ShouldBeTheExample(Catalog(b => b.FromConfiguration(Json($$"""{ "Logging": {}, "Credits": {{Lists}} }""").GetSection("Credits"))));

    [Fact]
    public void Maps_by_code_and_key_do_as_well_and_case_of_fields_does_not_matter() => ShouldBeTheExample(Catalog(b => b.FromConfiguration(Json("""
        {
          "Plans": { "free": { "Welcome": 1000 },
                     "pro": { "Code": "pro", "Allowance": 5000, "Rollover": { "MaxCredits": 500 } },
                     "team": { "Allowance": "12000.5", "Period": "anniversary_month" } },
          "Features": { "test-cases": { "DisplayName": "Test cases", "UnitPrice": 10, "DefaultQuantity": 5, "ReservationTtl": "01:30:00" },
                        "visual": { "Tiers": [ { "UpTo": 1, "Credits": 2 }, { "UpTo": 3, "Credits": 5 }, { "Credits": 8 } ] },
                        "assistant": { "Rates": { "inputTokens": 0.001, "outputTokens": 0.003 }, "RoundUpTo": 1, "Overage": "charge",
                                       "DefaultQuantity": { "inputTokens": 1000 } } },
          "Returns": { "Reissue": "7.00:00:00" }
        }
        """))));

    [Fact]
    public void Keys_of_the_environment_do_as_well_and_override_single_values()
    {
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddConfiguration(Json("""{ "Credits": { "Plans": [ { "code": "pro", "allowance": 5000 } ] } }"""))
            .AddConfiguration(Keys(("Credits:Plans:0:Allowance", "6000"), ("Credits:Features:chat:UnitPrice", "2")))
            .Build();

        CreditCatalog catalog = Catalog(b => b.FromConfiguration(configuration.GetSection("Credits")));

        catalog.FindPlan("pro")!.Allowance.Should().Be((CreditAmount)6_000);
        catalog.FindFeature("chat")!.Price.Should().Be(new UnitPrice(2));
    }

    [Fact]
    public void A_plan_that_says_nothing_is_a_plan_all_the_same() =>
        Catalog(b => b.FromConfiguration(Json("""{ "plans": { "guest": {} }, "features": [] }"""))).Plans.Should().Equal(new CreditPlan("guest"));

    [Theory]
    [InlineData("PT90M", 90)]
    [InlineData("P1DT1H", 25 * 60)]
    [InlineData("1:30:00", 90)]
    [InlineData("6.23:59:00", (7 * 24 * 60) - 1)]
    public void Durations_are_of_iso_8601_or_hours_minutes_and_seconds(string text, int minutes) =>
        Catalog(b => b.FromConfiguration(Keys(("features:chat:unitPrice", "1"), ("features:chat:reservationTtl", text))))
            .FindFeature("chat")!.ReservationTtl.Should().Be(Duration.FromMinutes(minutes));

    [Theory]
    [InlineData("7")]
    [InlineData("1:30")]
    [InlineData("P1M")]
    [InlineData("P1W")]
    [InlineData("PT30s")]
    [InlineData("an hour")]
    public void Other_durations_are_mistakes(string text) =>
        Mistakes(b => b.FromConfiguration(Keys(("features:chat:unitPrice", "1"), ("features:chat:reservationTtl", text))))
            .Should().Equal($"features:chat:reservationTtl: '{text}' is not a duration such as PT1H, P7D or 01:30:00.");

    [Fact]
    public void Numbers_are_read_the_same_in_every_culture()
    {
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("de-DE");
            Catalog(b => b.FromConfiguration(Keys(("plans:pro:allowance", "1.5")))).FindPlan("pro")!.Allowance.Should().Be((CreditAmount)1.5m);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Every_mistake_is_reported_with_its_path() => Mistakes(b => b.AddPlan("free", _ => { }).FromConfiguration(Json("""
        {
          "Credits": {
            "Plan": [],
            "Plans": [ { "allowance": "1,5", "colour": "blue" },
                       { "code": "pro", "allowance": -5, "period": "fortnight", "rollover": { "periods": 2.5 } },
                       { "code": "pro", "welcome": { "amount": 5 }, "rollover": 500 },
                       { "code": "free" },
                       "gratis" ],
            "Features": { "chat": { "key": "talk", "unitPrice": 0.0000001, "displayName": "", "overage": "forgive" },
                          "visual": { "tiers": [ { "upTo": 5 }, { "upTo": "many", "credits": 1, "price": 2 } ], "unitPrice": 1 },
                          "assistant": { "rates": { "inputTokens": "x", "outputTokens": { } }, "roundUpTo": 0 },
                          "negative": { "rates": { "inputTokens": -1 }, "defaultQuantity": 0 },
                          "unpriced": { "reservationTtl": "P8D" } },
            "Returns": "vanish"
          }
        }
        """).GetSection("Credits"))).Should().BeEquivalentTo(
        [
            "Credits:Plan: there is no such field here; there are plans, features, returns.",
            "Credits:Plans:0:colour: there is no such field here; there are code, allowance, period, welcome, rollover.",
            "Credits:Plans:0:code: is missing.",
            "Credits:Plans:0:allowance: '1,5' is not a number, such as 500 or 0.25, with at most 6 fractional digits within ±9,223,372,036,854.775807.",
            "Credits:Plans:1:period: 'fortnight' is none of calendar_month, anniversary_month, week, day, year.",
            "Credits:Plans:1:rollover:maxCredits: is missing.",
            "Credits:Plans:1:rollover:periods: '2.5' is not a whole number.",
            "Credits:Plans:1:allowance: '-5' is not valid: a plan gives 0 credits or more.",
            "Credits:Plans:2:welcome: one value is expected here, not several.",
            "Credits:Plans:2:rollover: '500' stands where an object is expected, with maxCredits, periods.",
            "Credits:Plans:2:rollover:maxCredits: is missing.",
            "Credits:Plans:2: plan 'pro' was given before, by Credits:Plans:1.",
            "Credits:Plans:3: plan 'free' was given before, by AddPlan(\"free\").",
            "Credits:Plans:4: 'gratis' stands where an object is expected, with code, allowance, period, welcome, rollover.",
            "Credits:Plans:4:code: is missing.",
            "Credits:Features:chat:key: 'talk' contradicts the name 'chat' that it stands under.",
            "Credits:Features:chat:unitPrice: '0.0000001' is not a number, such as 500 or 0.25, with at most 6 fractional digits within ±9,223,372,036,854.775807.",
            "Credits:Features:chat:displayName: is empty.",
            "Credits:Features:chat:overage: 'forgive' is none of refuse, charge.",
            "Credits:Features:visual:tiers:0:credits: is missing.",
            "Credits:Features:visual:tiers:1:price: there is no such field here; there are upTo, credits.",
            "Credits:Features:visual:tiers:1:upTo: 'many' is not a number, such as 500 or 0.25, with at most 6 fractional digits within ±9,223,372,036,854.775807.",
            "Credits:Features:visual:tiers: a feature has one price, and this one has unitPrice already.",
            "Credits:Features:assistant:rates:inputTokens: 'x' is not a number, such as 500 or 0.25, with at most 6 fractional digits within ±9,223,372,036,854.775807.",
            "Credits:Features:assistant:roundUpTo: '0' is not valid: prices are rounded up to a multiple of more than 0.",
            "Credits:Features:negative:rates: '-1' is not valid: a price is 0 or more.",
            "Credits:Features:negative:defaultQuantity: '0' is not valid: a quantity is more than 0 (of several dimensions, none below 0 and one above).",
            "Credits:Features:unpriced: has no price: one of unitPrice, rates and tiers is needed, or a function of the host's.",
            "Credits:Features:unpriced:reservationTtl: '8:00:00:00' is not valid: a reservation lives more than 0 and at most 7 days.",
            "Credits:returns: 'vanish' is neither lapse nor an object with reissue and a duration.",
        ]);

    [Fact]
    public void A_section_that_is_not_there_is_a_mistake() =>
        Mistakes(b => b.FromConfiguration(Json("{}").GetSection("Credits"))).Should().Equal("Credits: the configuration has no such section.");

    private static void ShouldBeTheExample(CreditCatalog catalog)
    {
        catalog.Plans.Should().BeEquivalentTo(
        [
            new CreditPlan("free") { Welcome = 1_000 },
            new CreditPlan("pro") { Allowance = 5_000, Rollover = new(500) },
            new CreditPlan("team") { Allowance = 12_000.5m, Period = PlanPeriod.AnniversaryMonth },
        ]);
        catalog.Features.Should().BeEquivalentTo(
        [
            new CreditFeature("test-cases", new UnitPrice(10)) { DisplayName = "Test cases", DefaultQuantity = 5, ReservationTtl = Duration.FromMinutes(90) },
            new CreditFeature("visual", new TieredPrice([new(1, 2), new(3, 5), new(null, 8)])),
            new CreditFeature("assistant", new RatesPrice([new("inputTokens", 0.001m), new("outputTokens", 0.003m)], 1))
            {
                Overage = OverageMode.Charge,
                DefaultQuantity = Quantity.Of(("inputTokens", 1_000)),
            },
        ]);
        catalog.ReissueGrace.Should().Be(Duration.FromDays(7));
    }
}
