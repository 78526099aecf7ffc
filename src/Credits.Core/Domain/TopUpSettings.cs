using System.Globalization;
using Credits.Domain;
using NodaTime;

namespace Credits;

/// <summary>
/// When a wallet buys credits by itself, how many, and how often at most. Made by <see cref="Buy"/> or <see cref="BuyUpTo"/>; the rest is
/// set with <c>with</c>. Immutable. See docs/top-up.md.
/// </summary>
/// <example>
/// <code>
/// TopUpSettings.Buy(1_000, below: 200) with { MaxPerDay = 2, MaxCreditsPerMonth = 10_000 }
/// </code>
/// </example>
public sealed record TopUpSettings
{
    private TopUpSettings(CreditAmount threshold, CreditAmount? amount, CreditAmount? target)
    {
        Threshold = threshold;
        Amount = amount;
        Target = target;
    }

    /// <summary>With fewer credits available than these, the wallet buys; more than 0.</summary>
    public CreditAmount Threshold { get; }

    /// <summary>How many credits a purchase buys, more than 0; null where it buys up to <see cref="Target"/>.</summary>
    public CreditAmount? Amount { get; }

    /// <summary>Up to how many available credits a purchase buys, more than <see cref="Threshold"/>; null where it buys <see cref="Amount"/>.</summary>
    public CreditAmount? Target { get; }

    /// <summary>At most how many purchases are attempted on a calendar day of the wallet's zone, failed ones included: at least 1, which is the default.</summary>
    public int MaxPerDay
    {
        get;
        init => field = AtLeastOne(value, "maxPerDay");
    } = 1;

    /// <summary>
    /// At most how many credits are bought in a calendar month of the wallet's zone: at least one purchase's. A purchase that would be more is not made,
    /// nor is a part of it. Null, the default, is no such limit.
    /// </summary>
    public CreditAmount? MaxCreditsPerMonth
    {
        get;
        init => field = value is null || value >= (Amount ?? Target)
            ? value
            : throw new InvalidFieldException("maxCreditsPerMonth", value.Value.ToString(), $"a purchase may be of {Amount ?? Target} credits, and a month has room for one at least");
    }

    /// <summary>How long after the start of an attempt, and after a failure, no other starts: 0 or more, to the microsecond, 5 minutes by default.</summary>
    public Duration CoolDown
    {
        get;
        init => field = value >= Duration.Zero
            ? Precision.Require(value, "coolDown")
            : throw new InvalidFieldException("coolDown", value.ToString(), "it is 0 or more");
    } = Duration.FromMinutes(5);

    /// <summary>After how many failures in a row, with no success between, top-ups are suspended until they are resumed: at least 1, 3 by default.</summary>
    public int MaxFailures
    {
        get;
        init => field = AtLeastOne(value, "maxFailures");
    } = 3;

    /// <summary>
    /// After which time without an answer the provider is asked again about an attempt, the time doubling with each repetition up to a day:
    /// 1 minute to 1 day, to the microsecond, 15 minutes by default.
    /// </summary>
    public Duration AskAgainAfter
    {
        get;
        init => field = value >= Duration.FromMinutes(1) && value <= Duration.FromDays(1)
            ? Precision.Require(value, "askAgainAfter")
            : throw new InvalidFieldException("askAgainAfter", value.ToString(), "it is 1 minute to 1 day");
    } = Duration.FromMinutes(15);

    /// <summary>Each purchase is of the same size.</summary>
    /// <param name="amount">How many credits a purchase buys: more than 0.</param>
    /// <param name="below">With fewer available the wallet buys: more than 0.</param>
    /// <returns>The settings, with the defaults of the rest.</returns>
    /// <exception cref="ArgumentException">An amount that is not more than 0.</exception>
    public static TopUpSettings Buy(CreditAmount amount, CreditAmount below) => amount > CreditAmount.Zero
        ? new(RequireThreshold(below), amount, null)
        : throw new InvalidFieldException("amount", amount.ToString(), "a purchase is of more than 0 credits");

    /// <summary>Each purchase brings the available credits up to a target; its size is settled when it starts.</summary>
    /// <param name="target">Up to how many: more than <paramref name="below"/>.</param>
    /// <param name="below">With fewer available the wallet buys: more than 0.</param>
    /// <returns>The settings, with the defaults of the rest.</returns>
    /// <exception cref="ArgumentException">A threshold that is not more than 0, or a target that is not more than it.</exception>
    public static TopUpSettings BuyUpTo(CreditAmount target, CreditAmount below) => target > RequireThreshold(below)
        ? new(below, null, target)
        : throw new InvalidFieldException("target", target.ToString(), $"it is more than {below}, below which the wallet buys");

    /// <summary>What a purchase would buy of a wallet with so much available.</summary>
    internal CreditAmount AmountWith(CreditAmount available) => Amount ?? (Target!.Value - available);

    private static CreditAmount RequireThreshold(CreditAmount below) => below > CreditAmount.Zero
        ? below
        : throw new InvalidFieldException("below", below.ToString(), "a threshold is more than 0");

    private static int AtLeastOne(int value, string field) => value >= 1
        ? value
        : throw new InvalidFieldException(field, value.ToString(CultureInfo.InvariantCulture), "it is at least 1");
}
