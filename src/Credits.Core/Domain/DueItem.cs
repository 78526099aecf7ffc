using NodaTime;

namespace Credits.Domain;

/// <summary>Something that will happen to a wallet by itself at an instant.</summary>
internal sealed class DueItem(Instant at, DueKind kind, string id, object? subject)
{
    public const int NotQueued = -1;

    public Instant At { get; } = at;

    public DueKind Kind { get; } = kind;

    public string Id { get; } = id;

    /// <summary>The lot or reservation it happens to; null for the plan.</summary>
    public object? Subject { get; } = subject;

    /// <summary>Its place in <see cref="DueQueue"/>'s heap.</summary>
    public int Index { get; set; } = NotQueued;

    public bool ComesBefore(DueItem other)
    {
        int order = At.CompareTo(other.At);
        if (order == 0)
        {
            order = Kind.CompareTo(other.Kind);
        }

        return (order == 0 ? string.CompareOrdinal(Id, other.Id) : order) < 0;
    }
}
