using NodaTime;

namespace Credits.Domain;

/// <summary>A grant by an administrator, or, where the kind is purchased, a purchase.</summary>
internal sealed record IssueGrant(
    Actor Actor,
    GrantKind Kind,
    CreditAmount Amount,
    string? Grant,
    int Priority,
    Instant? EffectiveAt,
    Instant? ExpiresAt,
    string? Note) : Command(Actor)
{
    public const int DefaultPriority = 100;

    public override string Name => Kind == GrantKind.Purchased ? "purchase" : "grant";

    public override void WriteContent(ContentWriter content)
    {
        content.Field("kind", WireNames.Of(Kind));
        content.Field("amount", (CreditAmount?)Amount);
        content.Field("grant", Grant);
        content.Field("priority", Priority == DefaultPriority ? null : (CreditAmount?)Priority);
        content.Field("effectiveAt", EffectiveAt);
        content.Field("expiresAt", ExpiresAt);
        content.Field("note", Note);
    }
}
