using Credits.Domain;

namespace Credits.TopUps;

/// <summary>What became of a payment, as its provider says. Immutable.</summary>
public sealed record TopUpOutcome
{
    private TopUpOutcome(TopUpResult result, string? text)
    {
        Result = result;
        Text = text;
    }

    /// <summary>
    /// It is not decided yet: the attempt stays in flight until <see cref="ICreditsAdmin.CompleteTopUpAsync"/> or <see cref="ICreditsAdmin.FailTopUpAsync"/>
    /// settles it, usually from the payment provider's webhook, or until the provider says more when it is asked again.
    /// </summary>
    public static TopUpOutcome Pending { get; } = new(TopUpResult.Pending, null);

    /// <summary>What became of it.</summary>
    public TopUpResult Result { get; }

    /// <summary>A payment's reference, or the reason of a decline; null where none was given.</summary>
    public string? Text { get; }

    /// <summary>The money was taken: the credits are granted.</summary>
    /// <param name="reference">The payment's reference, which becomes the grant's note: 1 to 2,000 characters; none where left out.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="ArgumentException">The reference is empty, too long or has control characters.</exception>
    public static TopUpOutcome Paid(string? reference = null) => new(TopUpResult.Paid, Identifier.OptionalText(reference, nameof(reference)));

    /// <summary>The money was not taken and will not be: the attempt has failed.</summary>
    /// <param name="reason">Why, for people: 1 to 2,000 characters; none where left out.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="ArgumentException">The reason is empty, too long or has control characters.</exception>
    public static TopUpOutcome Declined(string? reason = null) => new(TopUpResult.Declined, Identifier.OptionalText(reason, nameof(reason)));
}
