using Credits.Notifications;
using Credits.Storage;
using Npgsql;

namespace Credits.PostgreSql;

/// <summary>Reads a notice from the entry that holds it.</summary>
internal static class StoredNotice
{
    /// <summary>From the columns <c>version, at, operation, entry</c>, from some column on.</summary>
    public static Notice Read(NpgsqlDataReader reader, WalletId wallet, long number, int first) =>
        (reader.IsDBNull(first + 1) ? null : EntryColumns.Read(reader, first).Notices.FirstOrDefault(n => n.Number == number))
        ?? throw new StoreException(
            CommandFate.NotApplied, $"Entry {reader.GetInt64(first)} of wallet '{wallet}' does not have notice {number}, which waits for delivery; verify the wallet.");
}
