using Credits.Journal;
using Credits.Notifications;
using Npgsql;
using NpgsqlTypes;

namespace Credits.PostgreSql;

/// <summary>The notices that channels have given up.</summary>
internal sealed class ParkedNotices(TableNames tables)
{
    private readonly string _find =
        $"""
        SELECT d.wallet, d.number, d.channel, d.parked_at, d.attempts, d.reason, d.version, j.at, j.operation, j.entry
        FROM (
            SELECT p.* FROM {tables.Deliveries} p
            WHERE p.parked_at IS NOT NULL AND ($1 IS NULL OR p.wallet = $1) AND (p.wallet, p.number, p.channel) > ($2, $3, $4)
            ORDER BY p.wallet, p.number, p.channel LIMIT $5) d
        LEFT JOIN {tables.Journal} j ON j.wallet = d.wallet AND j.version = d.version
        ORDER BY d.wallet, d.number, d.channel
        """;

    /// <summary>A turn that is there is locked, though not changed: who has just found nothing waiting, and is about to end the turn, is waited for.</summary>
    private readonly string _resend =
        $"""
        WITH resent AS (
            UPDATE {tables.Deliveries} d SET parked_at = NULL, attempts = 0, reason = NULL
            FROM unnest($1::text[], $2::bigint[], $3::text[]) AS k (wallet, number, channel)
            WHERE d.wallet = k.wallet AND d.number = k.number AND d.channel = k.channel AND d.parked_at IS NOT NULL
            RETURNING d.wallet, d.channel),
        turned AS (
            INSERT INTO {tables.Turns} AS t (next_at, wallet, channel)
            SELECT DISTINCT 0, r.wallet, r.channel FROM resent r ORDER BY 2, 3
            ON CONFLICT (wallet, channel) DO UPDATE SET next_at = t.next_at)
        SELECT count(*)::integer FROM resent
        """;

    public async ValueTask<IReadOnlyList<ParkedNotice>> FindAsync(
        NpgsqlConnection connection, WalletId? wallet, ParkedNoticeKey? after, int limit, CancellationToken cancellationToken)
    {
        List<ParkedNotice> parked = [];
        NpgsqlCommand command = new(_find, connection)
        {
            Parameters =
            {
                new() { Value = wallet is { } one ? one.Value : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = after?.Wallet.Value ?? "" },
                new() { Value = after?.Number ?? 0L },
                new() { Value = after?.Channel ?? "" },
                new() { Value = limit },
            },
        };
        await using (command.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    WalletId id = reader.GetString(0);
                    parked.Add(new(
                        reader.GetString(2), StoredNotice.Read(reader, id, reader.GetInt64(1), 6), UnixMicroseconds.ToInstant(reader.GetInt64(3)), reader.GetInt32(4), reader.GetString(5)));
                }
            }
        }

        return parked;
    }

    public async ValueTask<int> ResendAsync(NpgsqlConnection connection, IReadOnlyList<ParkedNoticeKey> notices, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = new(_resend, connection)
        {
            Parameters =
            {
                new() { Value = notices.Select(n => n.Wallet.Value).ToArray() },
                new() { Value = notices.Select(n => n.Number).ToArray() },
                new() { Value = notices.Select(n => n.Channel).ToArray() },
            },
        };
        await using (command.ConfigureAwait(false))
        {
            return (int)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        }
    }
}
