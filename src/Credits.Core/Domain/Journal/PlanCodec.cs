using System.Text.Json;
using Credits.Domain;
using Credits.Pricing;
using NodaTime;
using NodaTime.Text;

namespace Credits.Journal;

/// <summary>Plans, subscriptions and what waits for the next reset.</summary>
internal static class PlanCodec
{
    public static void Write(Utf8JsonWriter json, CreditPlan plan)
    {
        json.WriteStartObject(Field.Plan);
        json.WriteString(Field.Code, plan.Code);
        json.AmountUnlessZero(Field.Allowance, plan.Allowance);
        json.NameUnless(Field.Period, plan.Period, PlanPeriod.CalendarMonth);
        json.AmountUnlessZero(Field.Welcome, plan.Welcome);
        if (plan.Rollover is { } rollover)
        {
            json.Amount(Field.Rollover, rollover.MaxCredits);
            json.NumberUnless(Field.RolloverPeriods, rollover.Periods, 1);
        }

        json.WriteEndObject();
    }

    public static CreditPlan Read(JsonElement plan) => new(plan.Text(Field.Code))
    {
        Allowance = plan.Amount(Field.Allowance),
        Period = plan.Name(Field.Period, PlanPeriod.CalendarMonth),
        Welcome = plan.Amount(Field.Welcome),
        Rollover = plan.Has(Field.Rollover, out _)
            ? new(plan.Amount(Field.Rollover), checked((int)plan.Number(Field.RolloverPeriods, 1)))
            : null,
    };

    public static void Write(Utf8JsonWriter json, Subscription subscription)
    {
        Write(json, subscription.Plan);
        Write(json, Field.Anchor, subscription.Anchor);
        json.Instant(Field.Start, subscription.PeriodStart);
        json.Instant(Field.End, subscription.PeriodEnd);
        json.Text(Field.Grant, subscription.Grant);
    }

    public static Subscription ReadSubscription(JsonElement json) => new(
        Read(json.Get(Field.Plan)),
        ReadDate(json, Field.Anchor) ?? throw JournalFormatException.Damaged("a subscription has no anchor."),
        json.Instant(Field.Start),
        json.Instant(Field.End),
        json.TextOrNull(Field.Grant));

    /// <summary>A plan to change to, or that the subscription is to end; neither where nothing waits.</summary>
    public static void Write(Utf8JsonWriter json, PendingChange? pending)
    {
        if (pending?.Plan is { } plan)
        {
            Write(json, plan);
        }
        else
        {
            json.Switch(Field.Cancel, pending is not null);
        }
    }

    public static PendingChange? ReadPending(JsonElement json)
    {
        if (json.Has(Field.Plan, out JsonElement plan))
        {
            return new(Read(plan));
        }

        return json.Switch(Field.Cancel) ? new(null) : null;
    }

    public static void Write(Utf8JsonWriter json, JsonEncodedText field, LocalDate? date)
    {
        if (date is { } day)
        {
            json.WriteString(field, LocalDatePattern.Iso.Format(day));
        }
    }

    public static LocalDate? ReadDate(JsonElement json, JsonEncodedText field) =>
        json.TextOrNull(field) is { } date ? LocalDatePattern.Iso.Parse(date).GetValueOrThrow() : null;
}
