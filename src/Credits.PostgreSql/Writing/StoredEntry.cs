using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Credits.Journal;

namespace Credits.PostgreSql;

/// <summary>
/// An entry as its row has it: the journal's JSON without what stands in columns anyway, the instant and an operation id that its key holds,
/// and shortened. See docs/postgresql.md.
/// </summary>
internal static class StoredEntry
{
    /// <summary>An instant, an operation id of at most 36 digits, and their names.</summary>
    private const int LongestColumns = 96;

    /// <summary>Writes the JSON that is stored.</summary>
    /// <returns>The columns.</returns>
    public static (long At, Guid? Operation) Write(JournalEntry entry, Utf8Buffer output)
    {
        bool holdsId = false;
        Guid? operation = entry.Operation is { } id ? IndexKey.Of(id, out holdsId) : null;
        int start = output.Length;
        JournalCodec.Write(entry, output, hasInstant: false, hasOperation: !holdsId);
        output.Truncate(start + Shorthand.Shorten(output.From(start)));
        return (UnixMicroseconds.Floor(entry.At), operation);
    }

    /// <summary>Puts the entry together again.</summary>
    public static JournalEntry Read(long version, long at, Guid? operation, ReadOnlyMemory<byte> stored)
    {
        string? id = operation is { } key ? IndexKey.OperationOf(key) : null;
        byte[] rented = ArrayPool<byte>.Shared.Rent(Shorthand.LengthInFull(stored.Span) + LongestColumns);
        try
        {
            // The columns in front, without their closing brace, then the JSON without its opening one.
            Span<byte> columns = stackalloc byte[LongestColumns];
            int length = Put(columns, "{\"t\":"u8);
            Utf8Formatter.TryFormat(at, columns[length..], out int digits);
            length += digits;
            if (id is not null)
            {
                length += Put(columns[length..], ",\"o\":\""u8);
                length += Encoding.UTF8.GetBytes(id, columns[length..]);
                columns[length++] = (byte)'"';
            }

            int start = length;
            int end = start + Shorthand.Expand(stored.Span, rented.AsSpan(start));
            columns[..length].CopyTo(rented);
            rented[start] = (byte)',';
            return JournalCodec.Read(version, rented.AsMemory(0, end));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static int Put(Span<byte> to, ReadOnlySpan<byte> what)
    {
        what.CopyTo(to);
        return what.Length;
    }
}
