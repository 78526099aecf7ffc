using Credits.Journal;
using Npgsql;

namespace Credits.PostgreSql;

/// <summary>Reads entries from the columns <c>version, at, operation, entry</c>, from some column on.</summary>
internal static class EntryColumns
{
    public static JournalEntry Read(NpgsqlDataReader reader, int first) => StoredEntry.Read(
        reader.GetInt64(first),
        reader.GetInt64(first + 1),
        reader.IsDBNull(first + 2) ? null : reader.GetGuid(first + 2),
        reader.GetFieldValue<ReadOnlyMemory<byte>>(first + 3));
}
