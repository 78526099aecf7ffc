using Credits.Pricing;

namespace Credits.Cli.Catalog;

/// <summary>Reads a plan of a catalogue.</summary>
internal static class PlanReader
{
    public static CreditPlan Read(CatalogValue value)
    {
        CatalogObject fields = new(value);
        string code = fields.Require("code").Text();
        CreditAmount allowance = fields.Take("allowance")?.Number() ?? CreditAmount.Zero;
        PlanPeriod period = fields.Take("period")?.Choice<PlanPeriod>() ?? PlanPeriod.CalendarMonth;
        CreditAmount welcome = fields.Take("welcome")?.Number() ?? CreditAmount.Zero;
        Rollover? rollover = fields.Take("rollover") is { } given ? ReadRollover(given) : null;
        fields.RequireNothingElse();
        return value.Make(() => new CreditPlan(code) { Allowance = allowance, Period = period, Welcome = welcome, Rollover = rollover });
    }

    private static Rollover ReadRollover(CatalogValue value)
    {
        CatalogObject fields = new(value);
        CreditAmount maxCredits = fields.Require("maxCredits").Number();
        int periods = fields.Take("periods")?.WholeNumber() ?? 1;
        fields.RequireNothingElse();
        return value.Make(() => new Rollover(maxCredits, periods));
    }
}
