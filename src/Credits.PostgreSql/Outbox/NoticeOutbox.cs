using Credits.Journal;
using Credits.Notifications;
using NodaTime;
using Npgsql;

namespace Credits.PostgreSql;

/// <summary>
/// Hands out what waits for a channel. Of a wallet and a channel there is one turn: who moves it has the lease. Whatever changes what waits
/// locks the turn first, and looks then: so a turn is there exactly where something waits.
/// </summary>
internal sealed class NoticeOutbox(TableNames tables, NoticeChannels channels)
{
    private readonly string _lease =
        $"""
        WITH due AS MATERIALIZED (
            SELECT t.wallet, t.channel, t.next_at FROM {tables.Turns} t WHERE t.channel = $1 AND t.next_at <= $2 ORDER BY t.next_at, t.wallet LIMIT $4
            FOR UPDATE SKIP LOCKED)
        UPDATE {tables.Turns} l SET next_at = $3 FROM due WHERE l.wallet = due.wallet AND l.channel = due.channel RETURNING l.wallet, due.next_at
        """;

    private readonly string _waiting =
        $"""
        SELECT w.wallet, d.number, d.attempts, d.version, j.at, j.operation, j.entry
        FROM unnest($1::text[]) WITH ORDINALITY AS w (wallet, place)
        CROSS JOIN LATERAL (
            SELECT x.number, x.attempts, x.version FROM {tables.Deliveries} x
            WHERE x.wallet = w.wallet AND x.channel = $2 AND x.parked_at IS NULL ORDER BY x.number, x.version LIMIT {NoticeLease.MaxNotices}) d
        LEFT JOIN {tables.Journal} j ON j.wallet = w.wallet AND j.version = d.version
        ORDER BY w.place, d.number
        """;

    private readonly string _lock =
        $"""
        SELECT FROM unnest($1::text[], $2::text[]) AS s (wallet, channel) JOIN {tables.Turns} t ON t.wallet = s.wallet AND t.channel = s.channel
        ORDER BY t.wallet, t.channel FOR UPDATE OF t
        """;

    private readonly string _fail =
        $"""
        UPDATE {tables.Deliveries} d SET attempts = s.attempts, parked_at = s.parked_at, reason = s.reason
        FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::integer[], $6::bigint[], $7::text[])
            AS s (wallet, channel, until, number, attempts, parked_at, reason)
        JOIN {tables.Turns} t ON t.wallet = s.wallet AND t.channel = s.channel AND t.next_at = s.until
        WHERE d.wallet = s.wallet AND d.channel = s.channel AND d.number = s.number AND d.parked_at IS NULL
        """;

    private readonly string _deliver =
        $"""
        DELETE FROM {tables.Deliveries} d USING unnest($1::text[], $2::text[], $3::bigint[]) AS s (wallet, channel, number)
        WHERE d.wallet = s.wallet AND d.channel = s.channel AND d.number = s.number AND d.parked_at IS NULL
        """;

    private readonly string _end =
        $"""
        UPDATE {tables.Turns} t SET next_at = s.next_at FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[]) AS s (wallet, channel, until, next_at)
        WHERE t.wallet = s.wallet AND t.channel = s.channel AND t.next_at = s.until
        """;

    private readonly string _drop =
        $"""
        DELETE FROM {tables.Turns} t USING unnest($1::text[], $2::text[]) AS s (wallet, channel)
        WHERE t.wallet = s.wallet AND t.channel = s.channel
        AND NOT EXISTS (SELECT FROM {tables.Deliveries} d WHERE d.wallet = s.wallet AND d.channel = s.channel AND d.parked_at IS NULL)
        """;

    public async ValueTask<IReadOnlyList<NoticeLease>> LeaseAsync(
        NpgsqlConnection connection, string channel, Instant now, Instant until, int limit, CancellationToken cancellationToken)
    {
        long at = UnixMicroseconds.Floor(now);
        long end = UnixMicroseconds.Ceiling(until);
        await channels.TakeFreshAsync(connection, channel, at, cancellationToken).ConfigureAwait(false);
        string[] wallets = await TurnsAsync(connection, channel, at, end, limit, cancellationToken).ConfigureAwait(false);
        return wallets.Length == 0 ? [] : await NoticesAsync(connection, channel, wallets, UnixMicroseconds.ToInstant(end), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All of it in one round trip and one transaction, each statement seeing what the ones before have done and waited for.</summary>
    public async ValueTask<bool> SettleAsync(NpgsqlConnection connection, IReadOnlyList<NoticeSettlement> settlements, CancellationToken cancellationToken)
    {
        (NoticeLease Lease, long Number)[] delivered =
            [.. settlements.SelectMany(s => s.Lease.Notices.Take(s.Delivered).Select(n => (s.Lease, n.Number)))];
        NoticeSettlement[] failed = [.. settlements.Where(s => s.Failure is not null)];
        object wallets = Array(settlements, s => s.Lease.Wallet.Value);
        object names = Array(settlements, s => s.Lease.Channel);
        object untils = Array(settlements, s => UnixMicroseconds.Floor(s.Lease.Until));
        NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            NpgsqlBatch batch = new(connection, transaction);
            await using (batch.ConfigureAwait(false))
            {
                batch.BatchCommands.Add(Command(_lock, wallets, names));
                if (failed.Length > 0)
                {
                    batch.BatchCommands.Add(Command(
                        _fail,
                        Array(failed, s => s.Lease.Wallet.Value),
                        Array(failed, s => s.Lease.Channel),
                        Array(failed, s => UnixMicroseconds.Floor(s.Lease.Until)),
                        Array(failed, s => s.Lease.Notices[s.Delivered].Number),
                        Array(failed, s => s.Failure!.Attempts),
                        Array(failed, s => s.Failure!.ParkedAt is { } parkedAt ? UnixMicroseconds.Floor(parkedAt) : (long?)null),
                        Array(failed, s => s.Failure!.Reason)));
                }

                if (delivered.Length > 0)
                {
                    batch.BatchCommands.Add(Command(
                        _deliver,
                        Array(delivered, d => d.Lease.Wallet.Value), Array(delivered, d => d.Lease.Channel), Array(delivered, d => d.Number)));
                }

                batch.BatchCommands.Add(Command(_end, wallets, names, untils, Array(settlements, s => UnixMicroseconds.Ceiling(s.NextAttempt))));
                batch.BatchCommands.Add(Command(_drop, wallets, names));
                await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private static TValue[] Array<TItem, TValue>(IReadOnlyCollection<TItem> items, Func<TItem, TValue> value) => [.. items.Select(value)];

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        NpgsqlBatchCommand command = new(sql);
        foreach (object value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }

    private async ValueTask<string[]> TurnsAsync(
        NpgsqlConnection connection, string channel, long now, long until, int limit, CancellationToken cancellationToken)
    {
        List<(long Since, string Wallet)> turns = [];
        NpgsqlCommand command = new(_lease, connection)
        {
            Parameters = { new() { Value = channel }, new() { Value = now }, new() { Value = until }, new() { Value = limit } },
        };
        await using (command.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    turns.Add((reader.GetInt64(1), reader.GetString(0)));
                }
            }
        }

        return [.. turns.OrderBy(t => t.Since).ThenBy(t => t.Wallet, StringComparer.Ordinal).Select(t => t.Wallet)];
    }

    private async ValueTask<IReadOnlyList<NoticeLease>> NoticesAsync(
        NpgsqlConnection connection, string channel, string[] wallets, Instant until, CancellationToken cancellationToken)
    {
        List<NoticeLease> leases = new(wallets.Length);
        NpgsqlCommand command = new(_waiting, connection) { Parameters = { new() { Value = wallets }, new() { Value = channel } } };
        await using (command.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                List<int> attempts = [];
                List<Notice> notices = [];
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    WalletId wallet = reader.GetString(0);
                    if (leases.Count == 0 || leases[^1].Wallet != wallet)
                    {
                        attempts = [];
                        notices = [];
                        leases.Add(new(channel, wallet, until, attempts, notices));
                    }

                    attempts.Add(reader.GetInt32(2));
                    notices.Add(StoredNotice.Read(reader, wallet, reader.GetInt64(1), 3));
                }
            }
        }

        return leases;
    }
}
