using Credits.Journal;
using Credits.Notifications;
using Credits.Sqlite.Connections;

namespace Credits.Sqlite.Tables;

/// <summary>What waits for which channel, and whose turn it is.</summary>
internal sealed class DeliveryTables(Session session, string prefix, WalletTable wallets, JournalTable journal)
{
    /// <summary>How many notices go to the channels in one transaction, so that the writer's turn is short even after a long time without a channel.</summary>
    private const int FreshAtOnce = 5_000;

    private readonly Statement[] _takeFresh =
    [
        session.Prepare(
            $"""
            INSERT INTO {prefix}deliveries (channel, wallet_number, number, version, at, attempts)
            SELECT c.channel, o.wallet_number, o.number, o.version, o.at, 0
            FROM (SELECT * FROM {prefix}outbox ORDER BY wallet_number, number LIMIT {FreshAtOnce}) o CROSS JOIN {prefix}channels c
            """),
        session.Prepare(
            $"""
            INSERT INTO {prefix}turns (channel, wallet_number, next_at)
            SELECT DISTINCT c.channel, o.wallet_number, ?1
            FROM (SELECT * FROM {prefix}outbox ORDER BY wallet_number, number LIMIT {FreshAtOnce}) o CROSS JOIN {prefix}channels c WHERE true
            ON CONFLICT DO NOTHING
            """),
        session.Prepare(
            $"""
            DELETE FROM {prefix}outbox WHERE (wallet_number, number) IN
            (SELECT o.wallet_number, o.number FROM {prefix}outbox o ORDER BY o.wallet_number, o.number LIMIT {FreshAtOnce})
            """),
    ];

    private readonly Statement _due = session.Prepare($"SELECT wallet_number FROM {prefix}turns WHERE channel = ?1 AND next_at <= ?2 ORDER BY next_at, wallet_number LIMIT ?3");
    private readonly Statement _turn = session.Prepare($"SELECT next_at FROM {prefix}turns WHERE channel = ?1 AND wallet_number = ?2");
    private readonly Statement _setTurn = session.Prepare($"UPDATE {prefix}turns SET next_at = ?3 WHERE channel = ?1 AND wallet_number = ?2");
    private readonly Statement _addTurn = session.Prepare($"INSERT INTO {prefix}turns (channel, wallet_number, next_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");
    private readonly Statement _endTurn = session.Prepare($"DELETE FROM {prefix}turns WHERE channel = ?1 AND wallet_number = ?2");
    private readonly Statement _waiting = session.Prepare(
        $"""
        SELECT number, version, attempts FROM {prefix}deliveries WHERE channel = ?1 AND wallet_number = ?2 AND parked_at IS NULL ORDER BY number LIMIT ?3
        """);

    private readonly Statement _delete = session.Prepare($"DELETE FROM {prefix}deliveries WHERE channel = ?1 AND wallet_number = ?2 AND number = ?3 AND parked_at IS NULL");
    private readonly Statement _fail = session.Prepare(
        $"UPDATE {prefix}deliveries SET attempts = ?4, parked_at = ?5, reason = ?6 WHERE channel = ?1 AND wallet_number = ?2 AND number = ?3 AND parked_at IS NULL");

    private readonly Statement _resend = session.Prepare(
        $"""
        UPDATE {prefix}deliveries SET attempts = 0, parked_at = NULL, reason = NULL
        WHERE channel = ?1 AND wallet_number = ?2 AND number = ?3 AND parked_at IS NOT NULL RETURNING number
        """);

    private readonly Statement _parked = session.Prepare(
        $"""
        SELECT wallet_number, number, channel, version, attempts, parked_at, reason FROM {prefix}deliveries
        WHERE parked_at IS NOT NULL AND wallet_number BETWEEN ?1 AND ?2 AND (wallet_number, number, channel) > (?3, ?4, ?5)
        ORDER BY wallet_number, number, channel LIMIT ?6
        """);

    public bool IsAnyWaiting(string channel, long now)
    {
        using Rows rows = _due.Bind(1, channel).Bind(2, now).Bind(3, 1).Query();
        return rows.Read();
    }

    /// <summary>Gives the first of what no channel has got yet to all channels.</summary>
    public void TakeFresh(long now)
    {
        _takeFresh[0].Execute();
        _takeFresh[1].Bind(1, now).Execute();
        _takeFresh[2].Execute();
    }

    public IReadOnlyList<NoticeLease> Lease(string channel, long now, long until, int limit)
    {
        List<long> numbers = [];
        using (Rows rows = _due.Bind(1, channel).Bind(2, now).Bind(3, limit).Query())
        {
            while (rows.Read())
            {
                numbers.Add(rows.Number(0));
            }
        }

        List<NoticeLease> leases = new(numbers.Count);
        foreach (long wallet in numbers)
        {
            SetTurn(channel, wallet, until);
            List<(long Number, long Version, int Attempts)> waiting = Waiting(channel, wallet, NoticeLease.MaxNotices);
            leases.Add(new(
                channel,
                wallets.Id(wallet),
                UnixMicroseconds.ToInstant(until),
                [.. waiting.Select(w => w.Attempts)],
                [.. waiting.Select(w => Notice(wallet, w.Number, w.Version))]));
        }

        return leases;
    }

    public void Settle(IReadOnlyList<NoticeSettlement> settlements)
    {
        foreach (NoticeSettlement settlement in settlements)
        {
            NoticeLease lease = settlement.Lease;
            if (wallets.Find(lease.Wallet) is not { Number: var wallet } || Turn(lease.Channel, wallet) is not { } turn)
            {
                continue;
            }

            for (int i = 0; i < settlement.Delivered; i++)
            {
                _delete.Bind(1, lease.Channel).Bind(2, wallet).Bind(3, lease.Notices[i].Number).Execute();
            }

            if (turn == UnixMicroseconds.Floor(lease.Until))
            {
                if (settlement.Failure is { } failure)
                {
                    Fail(lease.Channel, wallet, lease.Notices[settlement.Delivered].Number, failure);
                }

                SetTurn(lease.Channel, wallet, UnixMicroseconds.Ceiling(settlement.NextAttempt));
            }

            if (Waiting(lease.Channel, wallet, 1).Count == 0)
            {
                _endTurn.Bind(1, lease.Channel).Bind(2, wallet).Execute();
            }
        }
    }

    public IReadOnlyList<ParkedNotice> FindParked(WalletId? wallet, ParkedNoticeKey? after, int limit)
    {
        (long first, long last) = wallet is { } one ? (NumberOf(one), NumberOf(one)) : (0, long.MaxValue);
        List<(long Wallet, long Number, string Channel, long Version, int Attempts, long ParkedAt, string Reason)> found = [];
        using (Rows rows = _parked.Bind(1, first).Bind(2, last)
            .Bind(3, after is null ? 0 : NumberOf(after.Wallet)).Bind(4, after?.Number ?? 0).Bind(5, after?.Channel ?? "").Bind(6, limit).Query())
        {
            while (rows.Read())
            {
                found.Add((rows.Number(0), rows.Number(1), rows.Text(2), rows.Number(3), (int)rows.Number(4), rows.Number(5), rows.Text(6)));
            }
        }

        return [.. found.Select(f => new ParkedNotice(f.Channel, Notice(f.Wallet, f.Number, f.Version), UnixMicroseconds.ToInstant(f.ParkedAt), f.Attempts, f.Reason))];
    }

    public int Resend(IReadOnlyList<ParkedNoticeKey> notices)
    {
        int resent = 0;
        foreach (ParkedNoticeKey notice in notices)
        {
            long wallet = NumberOf(notice.Wallet);
            if (IsResent(notice.Channel, wallet, notice.Number))
            {
                _addTurn.Bind(1, notice.Channel).Bind(2, wallet).Bind(3, 0).Execute();
                resent++;
            }
        }

        return resent;
    }

    private bool IsResent(string channel, long wallet, long number)
    {
        using Rows rows = _resend.Bind(1, channel).Bind(2, wallet).Bind(3, number).Query();
        bool isResent = rows.Read();
        while (isResent && rows.Read())
        {
            // To the end, which is when the change is made for good.
        }

        return isResent;
    }

    private void Fail(string channel, long wallet, long number, NoticeFailure failure)
    {
        long? parkedAt = failure.ParkedAt is { } at ? UnixMicroseconds.Floor(at) : null;
        _fail.Bind(1, channel).Bind(2, wallet).Bind(3, number).Bind(4, failure.Attempts).Bind(5, parkedAt).Bind(6, failure.Reason).Execute();
    }

    private List<(long Number, long Version, int Attempts)> Waiting(string channel, long wallet, int limit)
    {
        List<(long Number, long Version, int Attempts)> waiting = [];
        using Rows rows = _waiting.Bind(1, channel).Bind(2, wallet).Bind(3, limit).Query();
        while (rows.Read())
        {
            waiting.Add((rows.Number(0), rows.Number(1), (int)rows.Number(2)));
        }

        return waiting;
    }

    private long? Turn(string channel, long wallet)
    {
        using Rows rows = _turn.Bind(1, channel).Bind(2, wallet).Query();
        return rows.Read() ? rows.Number(0) : null;
    }

    private void SetTurn(string channel, long wallet, long next) => _setTurn.Bind(1, channel).Bind(2, wallet).Bind(3, next).Execute();

    /// <summary>Numbers begin at 1: 0 is nobody's.</summary>
    private long NumberOf(WalletId wallet) => wallets.Find(wallet)?.Number ?? 0;

    private Notice Notice(long wallet, long number, long version) =>
        journal.Read(wallet, version)?.Notices.FirstOrDefault(n => n.Number == number)
        ?? throw new InvalidOperationException($"Notice {number} of wallet {wallet} is missing in entry {version}: the tables were changed by hand.");
}
