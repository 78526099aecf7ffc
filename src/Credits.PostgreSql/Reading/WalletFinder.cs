using Credits.Journal;
using Credits.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Credits.PostgreSql;

/// <summary>Finds wallets: those with something due, and all of them.</summary>
internal sealed class WalletFinder(TableNames tables)
{
    public const int PageSize = 1_000;

    private readonly string _due =
        $"SELECT w.wallet, w.next_due FROM {tables.Wallets} w WHERE w.next_due <= $1 ORDER BY w.next_due, w.wallet LIMIT $2";

    private readonly string _leaseDue =
        $"""
        WITH due AS MATERIALIZED (
            SELECT w.wallet, w.next_due FROM {tables.Wallets} w WHERE w.next_due <= $1 ORDER BY w.next_due, w.wallet LIMIT $3
            FOR UPDATE SKIP LOCKED)
        UPDATE {tables.Wallets} l SET next_due = $2 FROM due WHERE l.wallet = due.wallet RETURNING l.wallet, due.next_due
        """;

    private readonly string _page =
        $"SELECT w.wallet FROM {tables.Wallets} w WHERE w.wallet > $1 AND w.version > 0 ORDER BY w.wallet LIMIT $2";

    /// <summary>
    /// Ids are ordered by UTF-16 units, the table by UTF-8 bytes. These differ in one place: characters beyond the first 65,536 come before
    /// the last 8,192 of those, not after. So only ids that have such a character can stand elsewhere.
    /// </summary>
    private readonly string _displaced =
        $"SELECT w.wallet FROM {tables.Wallets} w WHERE w.wallet ~ '[\uE000-\U0010FFFF]' AND w.version > 0";

    public async ValueTask<IReadOnlyList<DueWallet>> DueAsync(IStatements statements, long until, int limit, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = await statements.PrepareAsync(
            _due, static () => [new() { NpgsqlDbType = NpgsqlDbType.Bigint }, new() { NpgsqlDbType = NpgsqlDbType.Integer }], cancellationToken).ConfigureAwait(false);
        command.Parameters[0].Value = until;
        command.Parameters[1].Value = limit;
        List<DueWallet> due = [];
        NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                due.Add(new(reader.GetString(0), UnixMicroseconds.ToInstant(reader.GetInt64(1))));
            }
        }

        return due;
    }

    /// <summary>Lets wallets that are due be due later. Those that somebody is writing are passed by, so that neither waits for the other.</summary>
    public async ValueTask<IReadOnlyList<WalletId>> LeaseDueAsync(
        IStatements statements, long now, long until, int limit, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = await statements.PrepareAsync(
            _leaseDue,
            static () => [new() { NpgsqlDbType = NpgsqlDbType.Bigint }, new() { NpgsqlDbType = NpgsqlDbType.Bigint }, new() { NpgsqlDbType = NpgsqlDbType.Integer }],
            cancellationToken).ConfigureAwait(false);
        command.Parameters[0].Value = now;
        command.Parameters[1].Value = until;
        command.Parameters[2].Value = limit;
        List<(long Due, string Wallet)> leased = [];
        NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                leased.Add((reader.GetInt64(1), reader.GetString(0)));
            }
        }

        return [.. leased.OrderBy(l => l.Due).ThenBy(l => l.Wallet, StringComparer.Ordinal).Select(l => new WalletId(l.Wallet))];
    }

    /// <summary>The next ids in the table's order.</summary>
    public async ValueTask<List<string>> PageAsync(IStatements statements, string after, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = await statements.PrepareAsync(
            _page, static () => [new() { NpgsqlDbType = NpgsqlDbType.Text }, new() { NpgsqlDbType = NpgsqlDbType.Integer }], cancellationToken).ConfigureAwait(false);
        command.Parameters[0].Value = after;
        command.Parameters[1].Value = PageSize;
        return await IdsAsync(command, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The ids that may stand elsewhere in ordinal order, in that order: usually few.</summary>
    public async ValueTask<List<string>> DisplacedAsync(IStatements statements, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = await statements.PrepareAsync(_displaced, static () => [], cancellationToken).ConfigureAwait(false);
        List<string> ids = await IdsAsync(command, cancellationToken).ConfigureAwait(false);
        ids.Sort(StringComparer.Ordinal);
        return ids;
    }

    public static bool IsDisplaced(string id)
    {
        foreach (char c in id)
        {
            // From the first surrogate on: all of them stand for characters beyond the first 65,536.
            if (c >= '\uD800')
            {
                return true;
            }
        }

        return false;
    }

    private static async ValueTask<List<string>> IdsAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        List<string> ids = [];
        NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                ids.Add(reader.GetString(0));
            }
        }

        return ids;
    }
}
