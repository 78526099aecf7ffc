using System.Text;
using Credits.Cli.Catalog;
using Credits.Pricing;
using NodaTime;

namespace Credits.Cli.Tests;

public sealed class CatalogTests
{
    [Fact]
    public void Everything_a_catalogue_can_say_is_read()
    {
        CreditCatalog catalog = Read("""
            { "plans": [ { "code": "a", "allowance": "12.5", "period": "anniversary_month", "welcome": 1e2, "rollover": { "maxCredits": 5, "periods": 2 } }, { "code": "b" } ],
              "features": [ { "key": "unit", "unitPrice": 0, "roundUpTo": 1, "defaultQuantity": 5, "reservationTtl": "P7D", "overage": "charge" },
                            { "key": "tiers", "tiers": [ { "upTo": 1.5, "credits": 2 }, { "credits": "8" } ] },
                            { "key": "rates", "rates": { "in": 0.001, "out": null }, "defaultQuantity": { "in": "10" }, "roundUpTo": null } ],
              "returns": { "reissue": "PT36H" } }
            """);

        catalog.Plans.Should().Equal(
            new CreditPlan("a") { Allowance = 12.5m, Period = PlanPeriod.AnniversaryMonth, Welcome = 100, Rollover = new(5, 2) },
            new CreditPlan("b"));
        catalog.Features.Should().Equal(
            new CreditFeature("unit", new UnitPrice(0, 1)) { DefaultQuantity = 5, ReservationTtl = Duration.FromDays(7), Overage = OverageMode.Charge },
            new CreditFeature("tiers", new TieredPrice([new(1.5m, 2), new(null, 8)])),
            new CreditFeature("rates", new RatesPrice([new("in", 0.001m)])) { DefaultQuantity = Quantity.Of(("in", 10)) });
        catalog.ReissueGrace.Should().Be(Duration.FromHours(36));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"plans":null,"features":[],"returns":"lapse"}""")]
    [InlineData("\uFEFF{}")]
    public void A_catalogue_can_be_empty(string catalog) => Read(catalog).Plans.Should().BeEmpty();

    [Theory]
    // Not a catalogue at all.
    [InlineData("", "it is not JSON")]
    [InlineData("{", "it is not JSON")]
    [InlineData("""{"plans":[],}""", "it is not JSON")]
    [InlineData("[]", "[] is not an object.")]
    // Unknown.
    [InlineData("""{"plan":[]}""", "plan: no such field is known here.")]
    [InlineData("""{"plans":[{"code":"a"},{"code":"b","x":1}]}""", "plans[1].x: no such field")]
    [InlineData("""{"plans":[{"code":"a","rollover":{"maxCredits":1,"x":1}}]}""", "plans[0].rollover.x: no such field")]
    [InlineData("""{"features":[{"key":"a","unitPrice":1,"x":1}]}""", "features[0].x: no such field")]
    [InlineData("""{"features":[{"key":"a","tiers":[{"credits":1,"x":1}]}]}""", "features[0].tiers[0].x: no such field")]
    [InlineData("""{"returns":{"reissue":"P7D","x":1}}""", "returns.x: no such field")]
    [InlineData("""{"plans":[{"code":"a","period":"month"}]}""", "plans[0].period: \"month\" is not one of calendar_month, anniversary_month, week, day, year.")]
    [InlineData("""{"features":[{"key":"a","unitPrice":1,"overage":"Charge"}]}""", "features[0].overage: \"Charge\" is not one of refuse, charge.")]
    [InlineData("""{"returns":"keep"}""", "returns: \"keep\" is not \"lapse\" or an object")]
    // Duplicate.
    [InlineData("""{"plans":[],"plans":[]}""", "plans: it is given twice.")]
    [InlineData("""{"plans":[{"code":"a","code":"a"}]}""", "plans[0].code: it is given twice.")]
    [InlineData("""{"plans":[{"code":"a"},{"code":"b"},{"code":"a"}]}""", "plans[2].code: 'a' is given twice.")]
    [InlineData("""{"features":[{"key":"a","unitPrice":1},{"key":"a","unitPrice":1}]}""", "features[1].key: 'a' is given twice.")]
    [InlineData("""{"features":[{"key":"a","rates":{"in":1,"in":2}}]}""", "features[0].rates.in: it is given twice.")]
    [InlineData("""{"features":[{"key":"a","rates":{"in":1},"defaultQuantity":{"in":1,"in":2}}]}""", "features[0].defaultQuantity.in: it is given twice.")]
    [InlineData("""{"features":[{"key":"a","tiers":[{"credits":1,"credits":1}]}]}""", "features[0].tiers[0].credits: it is given twice.")]
    // Contradictory.
    [InlineData("""{"features":[{"key":"a","unitPrice":1,"rates":{"in":1}}]}""", "features[0].rates: the feature has a price already: unitPrice.")]
    [InlineData("""{"features":[{"key":"a","tiers":[],"rates":{"in":1},"unitPrice":1}]}""", "features[0].tiers: the feature has a price already: unitPrice.")]
    [InlineData("""{"features":[{"key":"a","tiers":[{"upTo":2,"credits":1},{"upTo":2,"credits":2}]}]}""", "features[0].tiers: ")]
    [InlineData("""{"features":[{"key":"a","tiers":[{"credits":1},{"upTo":2,"credits":2}]}]}""", "features[0].tiers: ")]
    [InlineData("""{"features":[{"key":"a","unitPrice":1,"defaultQuantity":{"in":1}}]}""", "features[0].defaultQuantity: the feature's own price")]
    [InlineData("""{"features":[{"key":"a","rates":{"in":1},"defaultQuantity":1}]}""", "features[0].defaultQuantity: the feature's own price")]
    [InlineData("""{"features":[{"key":"a","rates":{"in":1},"defaultQuantity":{"out":1}}]}""", "features[0].defaultQuantity: the feature's own price")]
    [InlineData("""{"features":[{"key":"a","tiers":[{"upTo":2,"credits":1}],"defaultQuantity":3}]}""", "features[0].defaultQuantity: the feature's own price")]
    // Missing.
    [InlineData("""{"plans":[{}]}""", "plans[0].code: it is missing.")]
    [InlineData("""{"plans":[{"code":null}]}""", "plans[0].code: it is missing.")]
    [InlineData("""{"plans":[{"code":"a","rollover":{}}]}""", "plans[0].rollover.maxCredits: it is missing.")]
    [InlineData("""{"features":[{"unitPrice":1}]}""", "features[0].key: it is missing.")]
    [InlineData("""{"features":[{"key":"a"}]}""", "features[0]: it has no price")]
    [InlineData("""{"features":[{"key":"a","unitPrice":null}]}""", "features[0]: it has no price")]
    [InlineData("""{"features":[{"key":"a","tiers":[{"upTo":1}]}]}""", "features[0].tiers[0].credits: it is missing.")]
    [InlineData("""{"returns":{}}""", "returns.reissue: it is missing.")]
    // Wrong type or value.
    [InlineData("""{"plans":{}}""", "plans: {} is not an array.")]
    [InlineData("""{"plans":["free"]}""", "plans[0]: \"free\" is not an object.")]
    [InlineData("""{"plans":[{"code":7}]}""", "plans[0].code: 7 is not a string.")]
    [InlineData("""{"plans":[{"code":""}]}""", "plans[0].code: '' is not valid")]
    [InlineData("""{"plans":[{"code":"\ud800"}]}""", "plans[0].code: the text has half of a surrogate pair.")]
    [InlineData("""{"plans":[{"code":"a","allowance":true}]}""", "plans[0].allowance: true is not a number")]
    [InlineData("""{"plans":[{"code":"a","allowance":"1,5"}]}""", "plans[0].allowance: \"1,5\" is not a number")]
    [InlineData("""{"plans":[{"code":"a","allowance":0.0000001}]}""", "plans[0].allowance: 0.0000001 is not a number")]
    [InlineData("""{"plans":[{"code":"a","allowance":-1}]}""", "plans[0].allowance: '-1' is not valid")]
    [InlineData("""{"plans":[{"code":"a","welcome":-1}]}""", "plans[0].welcome: '-1' is not valid")]
    [InlineData("""{"plans":[{"code":"a","rollover":{"maxCredits":0}}]}""", "plans[0].rollover.maxCredits: '0' is not valid")]
    [InlineData("""{"plans":[{"code":"a","rollover":{"maxCredits":1,"periods":0}}]}""", "plans[0].rollover.periods: '0' is not valid")]
    [InlineData("""{"plans":[{"code":"a","rollover":{"maxCredits":1,"periods":1.5}}]}""", "plans[0].rollover.periods: 1.5 is not a whole number.")]
    [InlineData("""{"features":[{"key":"","unitPrice":1}]}""", "features[0].key: '' is not valid")]
    [InlineData("""{"features":[{"key":"a","unitPrice":-1}]}""", "features[0].unitPrice: '-1' is not valid")]
    [InlineData("""{"features":[{"key":"a","unitPrice":1,"roundUpTo":0}]}""", "features[0].roundUpTo: '0' is not valid")]
    [InlineData("""{"features":[{"key":"a","tiers":[]}]}""", "features[0].tiers: '' is not valid")]
    [InlineData("""{"features":[{"key":"a","tiers":[{"upTo":0,"credits":1}]}]}""", "features[0].tiers: '0' is not valid")]
    [InlineData("""{"features":[{"key":"a","tiers":[{"credits":-1}]}]}""", "features[0].tiers: '-1' is not valid")]
    [InlineData("""{"features":[{"key":"a","rates":{}}]}""", "features[0].rates: '' is not valid")]
    [InlineData("""{"features":[{"key":"a","rates":{"in":-1}}]}""", "features[0].rates: '-1' is not valid")]
    [InlineData("""{"features":[{"key":"a","rates":{"":1}}]}""", "features[0].rates: '' is not valid")]
    [InlineData("""{"features":[{"key":"a","rates":[1]}]}""", "features[0].rates: [1] is not an object.")]
    [InlineData("""{"features":[{"key":"a","unitPrice":1,"defaultQuantity":0}]}""", "features[0].defaultQuantity: '0' is not valid")]
    [InlineData("""{"features":[{"key":"a","unitPrice":1,"defaultQuantity":"x"}]}""", "features[0].defaultQuantity: \"x\" is not a number")]
    [InlineData("""{"features":[{"key":"a","rates":{"in":1},"defaultQuantity":{}}]}""", "features[0].defaultQuantity: '' is not valid")]
    [InlineData("""{"features":[{"key":"a","unitPrice":1,"reservationTtl":"1h"}]}""", "features[0].reservationTtl: \"1h\" is not a duration")]
    [InlineData("""{"features":[{"key":"a","unitPrice":1,"reservationTtl":"P8D"}]}""", "features[0].reservationTtl: ")]
    [InlineData("""{"returns":{"reissue":"P0D"}}""", "returns.reissue: \"P0D\" is not a duration")]
    [InlineData("""{"returns":{"reissue":7}}""", "returns.reissue: 7 is not a duration")]
    [InlineData("""{"returns":7}""", "returns: 7 is not \"lapse\"")]
    public void A_mistake_is_named_with_its_path(string catalog, string expected)
    {
        Action read = () => Read(catalog);

        read.Should().Throw<CatalogException>().Which.Message.Should().StartWith(expected);
    }

    [Fact]
    public void A_catalogue_that_is_not_UTF_8_is_a_mistake()
    {
        Action read = () => CatalogReader.Read(new byte[] { (byte)'{', 0xFF, (byte)'}' });

        read.Should().Throw<CatalogException>().WithMessage("it is not UTF-8.");
    }

    private static CreditCatalog Read(string catalog) => CatalogReader.Read(Encoding.UTF8.GetBytes(catalog));
}
