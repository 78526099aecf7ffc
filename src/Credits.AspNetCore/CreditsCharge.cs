using Microsoft.AspNetCore.Http;

namespace Credits.AspNetCore;

/// <summary>
/// The credits that <c>RequireCredits</c> reserved for the request under way; a handler finds it with <see cref="Of"/>. Not for use by
/// several threads at once.
/// </summary>
public sealed class CreditsCharge
{
    internal CreditsCharge(WalletId wallet, string feature, Actor by, CreditReservation reservation)
    {
        Wallet = wallet;
        Feature = feature;
        By = by;
        Reservation = reservation.Id;
        Reserved = reservation.Amount;
    }

    /// <summary>The wallet that pays.</summary>
    public WalletId Wallet { get; }

    /// <summary>The feature's key.</summary>
    public string Feature { get; }

    /// <summary>Who is charged with it.</summary>
    public Actor By { get; }

    /// <summary>The reservation's id.</summary>
    public string Reservation { get; }

    /// <summary>Credits reserved.</summary>
    public CreditAmount Reserved { get; }

    /// <summary>
    /// What was really used, set by the handler at any time before the response ends; 0 charges nothing. Null, the default, charges what was
    /// reserved. More than was reserved is charged where the feature charges overage, and otherwise as much as was reserved.
    /// </summary>
    public Quantity? Used { get; set; }

    /// <summary>The charge of a request.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The charge; null where the endpoint does not require credits.</returns>
    public static CreditsCharge? Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<CreditsCharge>();
    }
}
