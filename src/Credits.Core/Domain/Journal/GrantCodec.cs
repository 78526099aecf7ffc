using System.Text.Json;
using Credits.Domain;
using NodaTime;

namespace Credits.Journal;

/// <summary>The terms of a grant, as fields of the event that makes it or of the lot in a snapshot; and who made it.</summary>
internal static class GrantCodec
{
    public static void Write(Utf8JsonWriter json, GrantTerms terms, string? usualId, Instant? usualEffectiveAt)
    {
        json.TextUnless(Field.Grant, terms.Id, usualId);
        json.WriteString(Field.Kind, WireNames.Of(terms.Kind));
        json.NumberUnless(Field.Priority, terms.Priority, IssueGrant.DefaultPriority);
        json.InstantUnless(Field.EffectiveAt, terms.EffectiveAt, usualEffectiveAt);
        json.Instant(Field.ExpiresAt, terms.ExpiresAt);
        json.Text(Field.Note, terms.Note);
    }

    public static GrantTerms Read(JsonElement json, string? usualId, Instant? usualEffectiveAt) => new(
        json.Text(Field.Grant, usualId),
        json.Name<GrantKind>(Field.Kind),
        checked((int)json.Number(Field.Priority, IssueGrant.DefaultPriority)),
        json.InstantOrNull(Field.EffectiveAt) ?? usualEffectiveAt ?? json.Instant(Field.EffectiveAt),
        json.InstantOrNull(Field.ExpiresAt),
        json.TextOrNull(Field.Note));

    public static void Write(Utf8JsonWriter json, Granter? by)
    {
        if (by is null)
        {
            return;
        }

        json.WriteStartObject(Field.GrantedBy);
        json.WriteString(Field.Actor, by.ActorId);
        json.TextUnless(Field.ActorName, by.ActorName, by.ActorId);
        json.Text(Field.Operation, by.Operation);
        json.WriteEndObject();
    }

    public static Granter? ReadGranter(JsonElement json)
    {
        if (!json.Has(Field.GrantedBy, out JsonElement by))
        {
            return null;
        }

        string id = by.Text(Field.Actor);
        return new(id, by.Text(Field.ActorName, id), by.TextOrNull(Field.Operation));
    }
}
