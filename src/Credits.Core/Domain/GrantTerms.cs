using NodaTime;

namespace Credits.Domain;

/// <summary>What never changes about a grant.</summary>
internal sealed record GrantTerms(
    string Id,
    GrantKind Kind,
    int Priority,
    Instant EffectiveAt,
    Instant? ExpiresAt,
    string? Note)
{
    /// <summary>An id of the form that only the library makes. Semantics, section 12.</summary>
    public static string MakeId(GrantKind kind, long number) => FormattableString.Invariant($"{WireNames.Of(kind)}-{number:D10}");

    public static bool HasLibraryForm(string id)
    {
        int dash = id.Length - 11;
        if (dash <= 0 || id[dash] != '-' || !WireNames.TryParse(id[..dash], out GrantKind _))
        {
            return false;
        }

        return id.AsSpan(dash + 1).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    /// <summary>The burn order, total. Semantics, section 3.</summary>
    public static int CompareBurnOrder(GrantTerms left, GrantTerms right)
    {
        int order = left.Priority.CompareTo(right.Priority);
        if (order == 0)
        {
            order = (left.ExpiresAt ?? Instant.MaxValue).CompareTo(right.ExpiresAt ?? Instant.MaxValue);
        }

        if (order == 0)
        {
            order = left.Kind.CompareTo(right.Kind);
        }

        if (order == 0)
        {
            order = left.EffectiveAt.CompareTo(right.EffectiveAt);
        }

        return order == 0 ? string.CompareOrdinal(left.Id, right.Id) : order;
    }
}
