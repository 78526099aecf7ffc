using Credits.Journal;
using Credits.Notifications;
using Credits.Storage;
using NodaTime;
using Npgsql;

namespace Credits.PostgreSql;

/// <summary>
/// The notices that wait. Their rows lead to the entries that hold them. Who wants a wallet's notices locks the first of them, so that
/// one deliverer at a time takes of a wallet, and looks again once he has it: what others leased before is seen then.
/// </summary>
internal sealed class NoticeOutbox(TableNames tables)
{
    private const int PageSize = 1_000;

    private readonly string _page =
        $"""
        SELECT o.wallet, o.number, o.version, o.leased_until FROM {tables.Outbox} o
        WHERE (o.wallet, o.number, o.version) > ($1, $2, $3) ORDER BY o.wallet, o.number, o.version LIMIT {PageSize}
        """;

    /// <summary>The first free ones, when the first of all is free.</summary>
    private readonly string _lock =
        $"""
        SELECT 1 FROM {tables.Outbox} o WHERE o.wallet = $1 AND o.number = $2 AND o.version = $3 AND o.leased_until <= $4
        FOR UPDATE SKIP LOCKED
        """;

    private readonly string _lease =
        $"""
        UPDATE {tables.Outbox} o SET leased_until = $4
        WHERE o.wallet = $1 AND o.number <= $2 AND o.leased_until <= $3
        AND o.number < coalesce((SELECT min(b.number) FROM {tables.Outbox} b WHERE b.wallet = $1 AND b.leased_until > $3), {long.MaxValue})
        RETURNING o.number, o.version
        """;

    private readonly string _entry = $"SELECT j.version, j.at, j.operation, j.entry FROM {tables.Journal} j WHERE j.wallet = $1 AND j.version = $2";

    private readonly string _acknowledge =
        $"DELETE FROM {tables.Outbox} o USING unnest($1::text[], $2::bigint[]) AS d (wallet, number) WHERE o.wallet = d.wallet AND o.number = d.number";

    private readonly string _return =
        $"""
        UPDATE {tables.Outbox} o SET leased_until = {long.MinValue} FROM unnest($1::text[], $2::bigint[]) AS d (wallet, number)
        WHERE o.wallet = d.wallet AND o.number = d.number
        """;

    public async ValueTask<IReadOnlyList<Notice>> LeaseAsync(
        NpgsqlConnection connection, Instant now, Instant until, int limit, CancellationToken cancellationToken)
    {
        long at = UnixMicroseconds.Floor(now);
        List<Run> runs = await FindAsync(connection, at, limit, cancellationToken).ConfigureAwait(false);
        List<Notice> leased = [];
        foreach (Run run in runs)
        {
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                List<(long Number, long Version)> taken = await TakeAsync(connection, run, at, UnixMicroseconds.Floor(until), cancellationToken).ConfigureAwait(false);
                List<Notice> notices = await NoticesAsync(connection, run.Wallet, taken, cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                leased.AddRange(notices);
            }
        }

        return leased;
    }

    public ValueTask<bool> AcknowledgeAsync(NpgsqlConnection connection, IReadOnlyList<Notice> notices, CancellationToken cancellationToken) =>
        ChangeAsync(connection, _acknowledge, notices, cancellationToken);

    public ValueTask<bool> ReturnAsync(NpgsqlConnection connection, IReadOnlyList<Notice> notices, CancellationToken cancellationToken) =>
        ChangeAsync(connection, _return, notices, cancellationToken);

    /// <summary>Looks for runs of free notices from each wallet's first on, at most so many notices in all.</summary>
    private async ValueTask<List<Run>> FindAsync(NpgsqlConnection connection, long now, int limit, CancellationToken cancellationToken)
    {
        List<Run> runs = [];
        string? busy = null;
        (string Wallet, long Number, long Version) last = ("", 0, 0);
        for (int found = 0, read = PageSize; read == PageSize && found < limit;)
        {
            read = 0;
            NpgsqlCommand command = new(_page, connection) { Parameters = { new() { Value = last.Wallet }, new() { Value = last.Number }, new() { Value = last.Version } } };
            await using (command.ConfigureAwait(false))
            {
                NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    for (; await reader.ReadAsync(cancellationToken).ConfigureAwait(false); read++)
                    {
                        last = (reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2));
                        if (reader.GetInt64(3) > now)
                        {
                            busy = last.Wallet;
                        }
                        else if (busy != last.Wallet && found < limit)
                        {
                            found++;
                            if (runs.Count > 0 && runs[^1].Wallet == last.Wallet)
                            {
                                runs[^1] = runs[^1] with { LastNumber = last.Number };
                            }
                            else
                            {
                                runs.Add(new(last.Wallet, last.Number, last.Version, last.Number));
                            }
                        }
                    }
                }
            }
        }

        return runs;
    }

    private async ValueTask<List<(long Number, long Version)>> TakeAsync(
        NpgsqlConnection connection, Run run, long now, long until, CancellationToken cancellationToken)
    {
        NpgsqlCommand first = new(_lock, connection)
        {
            Parameters = { new() { Value = run.Wallet }, new() { Value = run.FirstNumber }, new() { Value = run.FirstVersion }, new() { Value = now } },
        };
        await using (first.ConfigureAwait(false))
        {
            if (await first.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is null)
            {
                return [];
            }
        }

        NpgsqlCommand lease = new(_lease, connection)
        {
            Parameters = { new() { Value = run.Wallet }, new() { Value = run.LastNumber }, new() { Value = now }, new() { Value = until } },
        };
        await using (lease.ConfigureAwait(false))
        {
            List<(long Number, long Version)> taken = [];
            NpgsqlDataReader reader = await lease.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    taken.Add((reader.GetInt64(0), reader.GetInt64(1)));
                }
            }

            taken.Sort();
            return taken;
        }
    }

    private async ValueTask<List<Notice>> NoticesAsync(
        NpgsqlConnection connection, string wallet, List<(long Number, long Version)> taken, CancellationToken cancellationToken)
    {
        List<Notice> notices = [];
        JournalEntry? entry = null;
        foreach ((long number, long version) in taken)
        {
            if (entry?.Version != version)
            {
                NpgsqlCommand command = new(_entry, connection) { Parameters = { new() { Value = wallet }, new() { Value = version } } };
                await using (command.ConfigureAwait(false))
                {
                    NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                    await using (reader.ConfigureAwait(false))
                    {
                        entry = await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
                            ? EntryColumns.Read(reader, 0)
                            : throw new StoreException(CommandFate.NotApplied, $"Entry {version} of wallet '{wallet}' is missing, and notice {number} with it; verify the wallet.");
                    }
                }
            }

            notices.Add(entry.Notices.First(n => n.Number == number));
        }

        return notices;
    }

    private static async ValueTask<bool> ChangeAsync(NpgsqlConnection connection, string sql, IReadOnlyList<Notice> notices, CancellationToken cancellationToken)
    {
        if (notices.Count == 0)
        {
            return false;
        }

        // In order, so that two of them do not wait for each other in a circle.
        Notice[] ordered = [.. notices.OrderBy(n => n.Wallet).ThenBy(n => n.Number)];
        NpgsqlCommand command = new(sql, connection)
        {
            Parameters = { new() { Value = ordered.Select(n => n.Wallet.Value).ToArray() }, new() { Value = ordered.Select(n => n.Number).ToArray() } },
        };
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) > 0;
        }
    }

    /// <summary>Notices of a wallet from its first on.</summary>
    private sealed record Run(string Wallet, long FirstNumber, long FirstVersion, long LastNumber);
}
