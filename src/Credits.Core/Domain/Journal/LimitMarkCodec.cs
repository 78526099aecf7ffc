using System.Text.Json;
using Credits.Domain;
using NodaTime;

namespace Credits.Journal;

/// <summary>Which limits were told of, in a snapshot, each with the end of its window.</summary>
internal static class LimitMarkCodec
{
    /// <summary>Marks of windows that have passed mean nothing any more; whether a wallet still has them depends on its past.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyDictionary<LimitMark, Instant> marks, Instant lastInstant)
    {
        List<KeyValuePair<LimitMark, Instant>> current = [.. InOrder(marks.Where(m => m.Value > lastInstant))];
        if (current.Count == 0)
        {
            return;
        }

        json.WriteStartArray(SnapshotField.LimitMarks);
        foreach ((LimitMark mark, Instant end) in current)
        {
            json.WriteStartObject();
            json.WriteString(Field.Policy, mark.Policy);
            json.Text(Field.User, mark.User);
            json.Text(Field.Feature, mark.Feature);
            json.Switch(SnapshotField.IsHard, mark.IsHard);
            json.NameUnless(Field.Window, mark.Window, LimitWindow.Month);
            json.InstantUnless(Field.Start, mark.WindowStart, Instant.MinValue);
            json.AmountUnlessZero(Field.Threshold, mark.Threshold);
            json.InstantUnless(Field.End, end, Instant.MaxValue);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static IEnumerable<KeyValuePair<LimitMark, Instant>> Read(JsonElement snapshot) => snapshot.List(SnapshotField.LimitMarks).Select(mark =>
        KeyValuePair.Create(
            new LimitMark(
                mark.Text(Field.Policy),
                mark.TextOrNull(Field.User),
                mark.TextOrNull(Field.Feature),
                mark.Switch(SnapshotField.IsHard),
                mark.Name(Field.Window, LimitWindow.Month),
                mark.InstantOrNull(Field.Start) ?? Instant.MinValue,
                mark.Amount(Field.Threshold)),
            mark.InstantOrNull(Field.End) ?? Instant.MaxValue));

    /// <summary>The same marks are written the same, whatever came before them.</summary>
    private static IEnumerable<KeyValuePair<LimitMark, Instant>> InOrder(IEnumerable<KeyValuePair<LimitMark, Instant>> marks) => marks
        .OrderBy(m => m.Key.Policy, StringComparer.Ordinal)
        .ThenBy(m => m.Key.User, StringComparer.Ordinal)
        .ThenBy(m => m.Key.Feature, StringComparer.Ordinal)
        .ThenBy(m => m.Key.IsHard)
        .ThenBy(m => m.Key.Window)
        .ThenBy(m => m.Key.WindowStart)
        .ThenBy(m => m.Key.Threshold);
}
