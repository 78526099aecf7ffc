using System.Buffers;
using System.Text.Json;
using Credits.Domain;
using NodaTime;

namespace Credits.Journal;

/// <summary>
/// The form in which stores keep entries of a journal: compact UTF-8 JSON, described in docs/journal-format.md. What was written
/// once is read by every later version of this library. Thread-safe.
/// </summary>
public static class JournalCodec
{
    private const int NewestFormat = 1;

    /// <summary>The kind of operation that is understood where none is named: by far the most frequent.</summary>
    private const string UsualOperation = Consume.OperationName;

    /// <summary>Writes an entry; its version is not part of it, since a store has that in its key.</summary>
    /// <param name="entry">A finished entry.</param>
    /// <param name="output">Takes the JSON, without a byte order mark or a line end.</param>
    public static void Write(JournalEntry entry, IBufferWriter<byte> output) => Write(entry, output, hasInstant: true, hasOperation: true);

    /// <summary>Writes an entry without what the store keeps beside it. It must put that in again before it reads: an entry without its operation is read as one that had none, and a repetition of the operation is not known then.</summary>
    /// <param name="entry">A finished entry.</param>
    /// <param name="output">Takes the JSON, without a byte order mark or a line end.</param>
    /// <param name="hasInstant">Whether the instant, <c>t</c>, is written.</param>
    /// <param name="hasOperation">Whether the operation's id, <c>o</c>, is.</param>
    public static void Write(JournalEntry entry, IBufferWriter<byte> output, bool hasInstant, bool hasOperation)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(output);
        Utf8JsonWriter json = JsonOutput.Begin(output);
        json.WriteStartObject();
        if (hasInstant)
        {
            json.Instant(Field.At, entry.At);
        }

        WriteOrigin(json, entry, hasOperation);
        json.Amount(Field.Available, entry.Available);
        json.AmountUnlessZero(Field.Reserved, entry.Reserved);
        if (FirstSequence(entry) is { } sequence)
        {
            json.WriteNumber(Field.FirstSequence, sequence);
        }

        if (entry.Events.Count > 0)
        {
            json.WriteStartArray(Field.Events);
            EventWriter.Write(json, entry);
            json.WriteEndArray();
        }

        if (entry.Notices.Count > 0)
        {
            json.WriteStartArray(Field.Notices);
            for (int i = 0; i < entry.Notices.Count; i++)
            {
                NoticeCodec.Write(json, entry.Notices[i], entry.At);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        JsonOutput.End(json);
    }

    /// <summary>Writes an entry to an array of its own; see <see cref="Write(JournalEntry, IBufferWriter{byte})"/>.</summary>
    /// <param name="entry">A finished entry.</param>
    /// <returns>The JSON.</returns>
    public static byte[] Encode(JournalEntry entry) => JsonOutput.Collect(entry, Write);

    /// <summary>Reads an entry back.</summary>
    /// <param name="version">The wallet's version after the entry, from the store's key.</param>
    /// <param name="utf8">What <see cref="Write(JournalEntry, IBufferWriter{byte})"/> wrote, or JSON that means the same; not needed any more afterwards.</param>
    /// <returns>The entry, with its transactions and notices.</returns>
    /// <exception cref="JournalFormatException">A newer version of this library wrote it, or it is damaged.</exception>
    public static JournalEntry Read(long version, ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8);
            return Read(version, document.RootElement);
        }
        catch (Exception failure) when (JournalFormatException.IsDamage(failure))
        {
            throw JournalFormatException.Damaged($"entry {version}: {failure.Message}", failure);
        }
    }

    private static JournalEntry Read(long version, JsonElement json)
    {
        JournalFormatException.RequireFormat(json.Number(Field.Format, 1), NewestFormat);
        Instant at = json.Instant(Field.At);
        string? actor = json.TextOrNull(Field.Actor);
        string actorId = actor ?? Actor.System.Id;
        string actorName = json.Text(Field.ActorName, actor ?? Actor.System.Name);
        string? operation = json.TextOrNull(Field.Operation);
        string? operationName = operation is null ? null : json.Text(Field.OperationName, UsualOperation);
        EventList events = json.Has(Field.Events, out JsonElement list) ? EventList.Of(new EventReader(at, actorId, operation).Read(list)) : [];
        JournalEntry entry = new(version, at, actorId, actorName, operation, operationName, command: null)
        {
            Fingerprint = json.TextOrNull(Field.Fingerprint),
            Available = json.Amount(Field.Available),
            Reserved = json.Amount(Field.Reserved),
            Events = events,
            Notices = json.Has(Field.Notices, out JsonElement notices) ? [.. notices.EnumerateArray().Select(n => NoticeCodec.Read(n, at))] : [],
        };
        RestoreRows(entry, json);
        return entry;
    }

    /// <summary>Who did it, with which operation, and how it is told from others. Things that fall due are System's, without an operation.</summary>
    private static void WriteOrigin(Utf8JsonWriter json, JournalEntry entry, bool hasOperation)
    {
        if (entry.ActorId != Actor.System.Id || entry.ActorName != Actor.System.Name)
        {
            json.WriteString(Field.Actor, entry.ActorId);
            json.TextUnless(Field.ActorName, entry.ActorName, entry.ActorId);
        }

        if (entry.Operation is not { } operation)
        {
            return;
        }

        if (hasOperation)
        {
            json.WriteString(Field.Operation, operation);
        }

        json.TextUnless(Field.OperationName, entry.OperationName ?? UsualOperation, UsualOperation);
        if (!entry.IsToldByEvents)
        {
            json.Text(Field.Fingerprint, entry.Fingerprint);
        }
    }

    private static long? FirstSequence(JournalEntry entry)
    {
        foreach (JournalEvent recorded in entry.Events)
        {
            if (recorded is RowEvent { WritesRow: true } row)
            {
                return row.Sequence;
            }
        }

        return null;
    }

    /// <summary>Rows are numbered on from the first; their balances follow from the last, which is what the entry left available.</summary>
    private static void RestoreRows(JournalEntry entry, JsonElement json)
    {
        RowEvent[] rows = [.. entry.Events.OfType<RowEvent>().Where(r => r.WritesRow)];
        if (rows.Length == 0)
        {
            return;
        }

        long first = json.Get(Field.FirstSequence).GetInt64();
        CreditAmount balance = entry.Available;
        for (int i = rows.Length - 1; i >= 0; i--)
        {
            rows[i].Restore(first + i, balance);
            balance -= rows[i].Movement;
        }
    }
}
