using System.Text.Json;

namespace Credits.Cli.Simulate;

/// <content>Actors, limits and alerts: values with fields of their own.</content>
internal sealed partial class FieldReader
{
    private const int MostActorsKept = 10_000;

    /// <summary>Few actors send most commands; one that is written as before is not read again.</summary>
    private readonly Dictionary<string, Actor> _actors = new(StringComparer.Ordinal);

    /// <summary>Who does it; the system where nobody is given.</summary>
    public Actor Actor()
    {
        JsonSlice slice = text[FieldName.Actor];
        if (!slice.IsGiven)
        {
            return Credits.Actor.System;
        }

        ReadOnlySpan<byte> written = slice.In(text.Line);
        Span<char> key = written.Length <= 512 ? stackalloc char[written.Length] : new char[written.Length];
        key = key[..System.Text.Encoding.UTF8.GetChars(written, key)];
        Dictionary<string, Actor>.AlternateLookup<ReadOnlySpan<char>> known = _actors.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(key, out Actor? actor))
        {
            return actor;
        }

        actor = ReadActor(slice);
        if (actor is not null && _nestedUnknown is null && _actors.Count < MostActorsKept)
        {
            known[key] = actor;
        }

        return actor ?? Credits.Actor.System;
    }

    /// <summary>The thresholds of a list, all more than 0.</summary>
    public AlertSettings Alerts()
    {
        AlertSettings alerts = AlertSettings.Off;
        if (IsGiven(FieldName.LowBalance))
        {
            using JsonDocument document = Document(FieldName.LowBalance);
            alerts = Guard(FieldName.LowBalance, () => new AlertSettings { LowBalance = Thresholds(document.RootElement) }) ?? alerts;
        }

        return Duration(FieldName.ExpiringLead) is { } lead ? Guard(FieldName.ExpiringLead, () => alerts with { ExpiringLead = lead }) ?? alerts : alerts;
    }

    /// <summary>A list of policies, each id once.</summary>
    public IReadOnlyList<LimitPolicy> Limits()
    {
        List<LimitPolicy> policies = [];
        if (!Required(FieldName.Limits))
        {
            return policies;
        }

        using JsonDocument document = Document(FieldName.Limits);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            Fail(FieldName.Limits);
            return policies;
        }

        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach (JsonElement element in document.RootElement.EnumerateArray())
        {
            if (Failure is null && Guard(FieldName.Limits, () => Policy(element)) is { } policy)
            {
                policies.Add(policy);
                if (!ids.Add(policy.Id))
                {
                    Fail(FieldName.Limits);
                }
            }
        }

        return policies;
    }

    private Actor? ReadActor(JsonSlice slice)
    {
        if (slice.Type != JsonTokenType.StartObject)
        {
            Fail(FieldName.Actor);
            return null;
        }

        using JsonDocument document = Document(FieldName.Actor);
        return Guard(FieldName.Actor, () =>
        {
            NestedFields fields = new(document.RootElement);
            Actor read = new(fields.RequiredIdentifier("id"), fields.RequiredIdentifier("name"), fields.RequiredChoice<ActorRole>("role"));
            NoteUnknown(FieldName.Actor, fields);
            return read;
        });
    }

    private LimitPolicy Policy(JsonElement element)
    {
        NestedFields fields = new(element);
        LimitPolicy policy = new(fields.RequiredIdentifier("id"))
        {
            User = fields.Identifier("user"),
            Feature = fields.Identifier("feature"),
            Window = fields.Choice<LimitWindow>("window") ?? LimitWindow.Month,
            Soft = fields.Take("soft") is { } soft ? Thresholds(soft) : [],
            Hard = fields.Take("hard") is { } hard ? Threshold(hard) : null,
            PurchasesRaise = fields.Flag("purchasesRaise"),
        };
        NoteUnknown(FieldName.Limits, fields);
        return policy;
    }

    private static List<LimitThreshold> Thresholds(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? [.. element.EnumerateArray().Select(Threshold)]
        : throw new NestedFieldException(InvalidField.InvalidValue);

    private static LimitThreshold Threshold(JsonElement element)
    {
        string? written = element.ValueKind switch
        {
            JsonValueKind.Number => element.GetRawText(),
            JsonValueKind.String => NestedFields.TextOf(element),
            _ => null,
        };
        return LimitThreshold.TryParse(written, out LimitThreshold threshold) ? threshold : throw new NestedFieldException(InvalidField.InvalidValue);
    }

    private JsonDocument Document(FieldName field) => JsonDocument.Parse(text[field].In(text.Line).ToArray(), new() { MaxDepth = 1_000 });

    private void NoteUnknown(FieldName field, NestedFields fields)
    {
        if (fields.HasOthers)
        {
            NoteUnknown(field);
        }
    }

    /// <summary>What a value's constructor does not take is a failure of the field that it stands in.</summary>
    private T? Guard<T>(FieldName field, Func<T> make)
        where T : class
    {
        try
        {
            return make();
        }
        catch (NestedFieldException nested)
        {
            Fail(field, nested.Code);
        }
        catch (ArgumentException)
        {
            Fail(field);
        }

        return null;
    }
}
