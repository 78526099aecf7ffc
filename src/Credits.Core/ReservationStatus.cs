using NodaTime;

namespace Credits;

/// <summary>An open reservation as an administrator sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Feature">The feature's key.</param>
/// <param name="User">The id of who made it.</param>
/// <param name="Amount">Credits it holds.</param>
/// <param name="ReservedAt">When it was made.</param>
/// <param name="ExpiresAt">When it expires by itself.</param>
public sealed record ReservationStatus(string Id, string Feature, string User, CreditAmount Amount, Instant ReservedAt, Instant ExpiresAt);
