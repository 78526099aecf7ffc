using NodaTime;

namespace Credits.Domain;

/// <summary>A reservation that is neither captured, released nor expired: what it pinned, and the price it was made with.</summary>
internal sealed class OpenReservation
{
    public OpenReservation(string id, string user, string feature, PriceTerms price, CreditAmount amount, Instant reservedAt, Instant expiresAt, AllocationList pinned)
    {
        Id = id;
        User = user;
        Feature = feature;
        Price = price;
        Amount = amount;
        ReservedAt = reservedAt;
        Pinned = pinned;
        Due = new(expiresAt, DueKind.ReservationExpiry, id, this);
    }

    public string Id { get; }

    /// <summary>Who made it; its usage and its overage's are his. Semantics, section 12.</summary>
    public string User { get; }

    public string Feature { get; }

    public PriceTerms Price { get; }

    public CreditAmount Amount { get; }

    public Instant ReservedAt { get; }

    /// <summary>What it took from each lot, in burn order.</summary>
    public AllocationList Pinned { get; }

    public DueItem Due { get; set; }

    public Instant ExpiresAt => Due.At;
}
