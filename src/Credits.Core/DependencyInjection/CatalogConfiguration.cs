using Credits.Pricing;
using Microsoft.Extensions.Configuration;

namespace Credits.DependencyInjection;

/// <summary>Reads plans and features from a configuration section. The fields are those of the catalogue files.</summary>
internal static class CatalogConfiguration
{
    public static void Read(IConfiguration configuration, CatalogComposition catalog)
    {
        if (configuration is IConfigurationSection section && !section.Exists())
        {
            catalog.Mistakes.Add(section.Path, "the configuration has no such section.");
            return;
        }

        ConfigurationFields fields = ConfigurationFields.Of(configuration, catalog.Mistakes, "plans", "features", "returns");
        foreach ((ConfigurationFields plan, string code) in fields.Named("plans", "code", "allowance", "period", "welcome", "rollover"))
        {
            catalog.AddPlan(plan.Place, code, builder => ReadPlan(plan, builder));
        }

        foreach ((ConfigurationFields feature, string key) in fields.Named(
            "features", "key", "displayName", "unitPrice", "rates", "tiers", "roundUpTo", "defaultQuantity", "reservationTtl", "overage"))
        {
            catalog.AddFeature(feature.Place, key, builder => ReadFeature(feature, builder));
        }

        if (fields.Has("returns"))
        {
            ReadReturns(fields, catalog);
        }
    }

    private static void ReadPlan(ConfigurationFields fields, PlanBuilder plan)
    {
        if (fields.Has("allowance"))
        {
            plan.Allowance(fields.Amount("allowance"));
        }

        if (fields.Has("period"))
        {
            plan.Every(fields.Member<PlanPeriod>("period"));
        }

        if (fields.Has("welcome"))
        {
            plan.Welcome(fields.Amount("welcome"));
        }

        if (fields.Has("rollover"))
        {
            ConfigurationFields rollover = fields.Nested("rollover", "maxCredits", "periods");
            plan.RollOver(rollover.RequiredAmount("maxCredits"), rollover.Has("periods") ? rollover.Count("periods") : 1);
        }
    }

    private static void ReadFeature(ConfigurationFields fields, FeatureBuilder feature)
    {
        if (fields.Has("displayName"))
        {
            feature.DisplayName(fields.Text("displayName"));
        }

        if (fields.Has("unitPrice"))
        {
            feature.PerUnit(fields.Amount("unitPrice"));
        }

        if (fields.Has("rates"))
        {
            feature.PerDimension(fields.Numbers("rates")?.Select(r => (r.Key, r.Value)) ?? [("unread", CreditAmount.Zero)]);
        }

        if (fields.Has("tiers"))
        {
            feature.Tiers(fields.List("tiers", ReadTier, "upTo", "credits") ?? [new PriceTier(null, CreditAmount.Zero)]);
        }

        if (fields.Has("roundUpTo"))
        {
            feature.RoundUpTo(fields.Amount("roundUpTo"));
        }

        if (fields.Has("defaultQuantity"))
        {
            feature.DefaultQuantity(ReadQuantity(fields, "defaultQuantity"));
        }

        if (fields.Has("reservationTtl"))
        {
            feature.ReservationsLive(fields.Duration("reservationTtl"));
        }

        if (fields.Has("overage"))
        {
            feature.Overage(fields.Member<OverageMode>("overage"));
        }
    }

    private static Quantity ReadQuantity(ConfigurationFields fields, string field) =>
        !fields.IsNested(field) ? fields.Amount(field).ToDecimal()
        : fields.Numbers(field) is { } dimensions ? Quantity.Of(dimensions.Select(d => (d.Key, d.Value.ToDecimal())))
        : 1;

    private static PriceTier ReadTier(ConfigurationFields line) =>
        new(line.Has("upTo") ? line.Amount("upTo").ToDecimal() : null, line.RequiredAmount("credits"));

    private static void ReadReturns(ConfigurationFields fields, CatalogComposition catalog)
    {
        if (fields.IsNested("returns"))
        {
            ConfigurationFields returns = fields.Nested("returns", "reissue");
            catalog.SetReturns(fields.Place, returns.RequiredDuration("reissue"));
        }
        else
        {
            fields.Word("returns", "lapse", "is neither lapse nor an object with reissue and a duration.");
            catalog.SetReturns(fields.Place, null);
        }
    }
}
