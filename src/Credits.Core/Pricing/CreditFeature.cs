using Credits.Domain;
using NodaTime;

namespace Credits.Pricing;

/// <summary>Something that costs credits. Immutable. Semantics, section 5.</summary>
public sealed record CreditFeature
{
    /// <summary>The longest life of a reservation, counted from now: 7 days.</summary>
    public static readonly Duration LongestReservation = Duration.FromDays(7);

    /// <summary>Describes a feature.</summary>
    /// <param name="key">Its key: 1 to 200 characters without control characters.</param>
    /// <param name="price">What a quantity costs.</param>
    public CreditFeature(string key, Price price)
    {
        ArgumentNullException.ThrowIfNull(price);
        Key = Identifier.Require(key, nameof(key));
        Price = price;
        DisplayName = Key;
    }

    /// <summary>The feature's key.</summary>
    public string Key { get; }

    /// <summary>What people read; the key by default.</summary>
    public string DisplayName { get; init => field = Identifier.Require(value, "displayName"); }

    /// <summary>What a quantity costs.</summary>
    public Price Price { get; }

    /// <summary>The quantity where a caller gives none; null, the default, means that one must be given.</summary>
    public Quantity? DefaultQuantity
    {
        get;
        init
        {
            try
            {
                Quantity.RequireDebit(value);
            }
            catch (InvalidFieldException invalid)
            {
                throw new InvalidFieldException("defaultQuantity", invalid.Value, invalid.Reason);
            }

            field = value;
        }
    }

    /// <summary>How long a reservation lives where the caller does not say: more than 0, at most 7 days, 1 hour by default.</summary>
    public Duration ReservationTtl
    {
        get;
        init => field = value > Duration.Zero && value <= LongestReservation
            ? Precision.Require(value, "reservationTtl")
            : throw new InvalidFieldException("reservationTtl", value.ToString(), "a reservation lives more than 0 and at most 7 days");
    } = Duration.FromHours(1);

    /// <summary>What a capture of more than was reserved does; refuses by default.</summary>
    public OverageMode Overage { get; init; }
}
