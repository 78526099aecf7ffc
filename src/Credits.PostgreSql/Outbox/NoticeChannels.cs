using Credits.Journal;
using Credits.Notifications;
using Npgsql;

namespace Credits.PostgreSql;

/// <summary>The channels, and how notices that were committed come into their queues: by one process at a time, in the order of commits.</summary>
internal sealed class NoticeChannels(TableNames tables)
{
    private const int FreshAtOnce = 1_000;

    /// <summary>Any number will do that no other use of advisory locks is likely to have; the schema's name is the second half.</summary>
    private const int LockClass = 0x6372_6465;

    private readonly string _look =
        $"SELECT EXISTS (SELECT FROM {tables.Channels} c WHERE c.channel = $1), EXISTS (SELECT FROM {tables.Outbox} o)";

    private readonly string _lock = $"SELECT pg_advisory_xact_lock({LockClass}, hashtext('{tables.Schema}'))";

    private readonly string _tryLock = $"SELECT pg_try_advisory_xact_lock({LockClass}, hashtext('{tables.Schema}'))";

    private readonly string _add = $"INSERT INTO {tables.Channels} (channel) VALUES ($1) ON CONFLICT DO NOTHING";

    /// <summary>
    /// A wallet's later notices were committed after its earlier ones, so who sees the later sees the earlier. A turn that is there is
    /// locked, though not changed: who has just found nothing waiting, and is about to end the turn, is waited for.
    /// </summary>
    private readonly string _takeFresh =
        $"""
        WITH fresh AS MATERIALIZED (
            SELECT o.wallet, o.number, o.version FROM {tables.Outbox} o ORDER BY o.wallet, o.number, o.version LIMIT {FreshAtOnce}),
        taken AS (
            DELETE FROM {tables.Outbox} o USING fresh f WHERE o.wallet = f.wallet AND o.number = f.number AND o.version = f.version),
        added AS (
            INSERT INTO {tables.Deliveries} (number, version, at, wallet, channel)
            SELECT f.number, f.version, coalesce((SELECT j.at FROM {tables.Journal} j WHERE j.wallet = f.wallet AND j.version = f.version), $1), f.wallet, c.channel
            FROM fresh f CROSS JOIN {tables.Channels} c),
        turned AS (
            INSERT INTO {tables.Turns} AS t (next_at, wallet, channel)
            SELECT DISTINCT $1, f.wallet, c.channel FROM fresh f CROSS JOIN {tables.Channels} c ORDER BY 2, 3
            ON CONFLICT (wallet, channel) DO UPDATE SET next_at = t.next_at)
        SELECT count(*) FROM fresh
        """;

    private readonly string _find =
        $"""
        SELECT c.channel,
            least((SELECT min(d.at) FROM {tables.Deliveries} d WHERE d.channel = c.channel AND d.parked_at IS NULL), f.at),
            (SELECT count(*) FROM {tables.Deliveries} p WHERE p.channel = c.channel AND p.parked_at IS NOT NULL)
        FROM {tables.Channels} c CROSS JOIN
            (SELECT min(j.at) AS at FROM {tables.Outbox} o JOIN {tables.Journal} j ON j.wallet = o.wallet AND j.version = o.version) f
        ORDER BY c.channel
        """;

    private readonly string[] _remove =
    [
        $"DELETE FROM {tables.Channels} WHERE channel = $1",
        $"DELETE FROM {tables.Turns} WHERE channel = $1",
        $"DELETE FROM {tables.Deliveries} WHERE channel = $1",
    ];

    public async ValueTask<bool> AddAsync(NpgsqlConnection connection, IReadOnlyList<string> channels, CancellationToken cancellationToken)
    {
        NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await ScalarAsync(connection, _lock, null, cancellationToken).ConfigureAwait(false);
            foreach (string channel in channels)
            {
                await ScalarAsync(connection, _add, channel, cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>
    /// Makes a channel known, and gives all channels what was committed. Where another process is at it, that one gives this channel its
    /// share too.
    /// </summary>
    public async ValueTask TakeFreshAsync(NpgsqlConnection connection, string channel, long now, CancellationToken cancellationToken)
    {
        (bool isKnown, bool isAnyFresh) = await LookAsync(connection, channel, cancellationToken).ConfigureAwait(false);
        while (!isKnown || isAnyFresh)
        {
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                if (await ScalarAsync(connection, isKnown ? _tryLock : _lock, null, cancellationToken).ConfigureAwait(false) is false)
                {
                    return;
                }

                if (!isKnown)
                {
                    await ScalarAsync(connection, _add, channel, cancellationToken).ConfigureAwait(false);
                    isKnown = true;
                }

                isAnyFresh = await ScalarAsync(connection, _takeFresh, now, cancellationToken).ConfigureAwait(false) is >= (long)FreshAtOnce;
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public async ValueTask<IReadOnlyList<NoticeChannel>> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        List<NoticeChannel> channels = [];
        NpgsqlCommand command = new(_find, connection);
        await using (command.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    channels.Add(new(reader.GetString(0), reader.IsDBNull(1) ? null : UnixMicroseconds.ToInstant(reader.GetInt64(1)), reader.GetInt64(2)));
                }
            }
        }

        return [.. channels.OrderBy(c => c.Name, StringComparer.Ordinal)];
    }

    public async ValueTask<bool> RemoveAsync(NpgsqlConnection connection, string channel, CancellationToken cancellationToken)
    {
        NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await ScalarAsync(connection, _lock, null, cancellationToken).ConfigureAwait(false);
            foreach (string removal in _remove)
            {
                await ScalarAsync(connection, removal, channel, cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private async ValueTask<(bool IsKnown, bool IsAnyFresh)> LookAsync(NpgsqlConnection connection, string channel, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = new(_look, connection) { Parameters = { new() { Value = channel } } };
        await using (command.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                return (reader.GetBoolean(0), reader.GetBoolean(1));
            }
        }
    }

    private static async ValueTask<object?> ScalarAsync(NpgsqlConnection connection, string sql, object? parameter, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = new(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            if (parameter is not null)
            {
                command.Parameters.Add(new() { Value = parameter });
            }

            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
