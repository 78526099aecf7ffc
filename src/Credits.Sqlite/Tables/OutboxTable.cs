using Credits.Journal;
using Credits.Notifications;
using Credits.Sqlite.Connections;

namespace Credits.Sqlite.Tables;

/// <summary>The notices that wait for delivery. What they say is in the journal.</summary>
internal sealed class OutboxTable(Session session, string prefix, WalletTable wallets, JournalTable journal)
{
    private readonly Statement _add = session.Prepare($"INSERT INTO {prefix}outbox (wallet_number, number, version, leased_until) VALUES (?1, ?2, ?3, ?4)");
    private readonly Statement _any = session.Prepare($"SELECT 1 FROM {prefix}outbox LIMIT 1");
    private readonly Statement _waiting = session.Prepare($"SELECT wallet_number, number, version, leased_until FROM {prefix}outbox WHERE wallet_number > ?1 ORDER BY wallet_number, number");
    private readonly Statement _lease = session.Prepare($"UPDATE {prefix}outbox SET leased_until = ?3 WHERE wallet_number = ?1 AND number = ?2");
    private readonly Statement _delete = session.Prepare($"DELETE FROM {prefix}outbox WHERE wallet_number = ?1 AND number = ?2");

    public bool IsEmpty
    {
        get
        {
            using Rows rows = _any.Query();
            return !rows.Read();
        }
    }

    public void Add(long wallet, JournalEntry entry)
    {
        for (int i = 0; i < entry.Notices.Count; i++)
        {
            _add.Bind(1, wallet).Bind(2, entry.Notices[i].Number).Bind(3, entry.Version).Bind(4, long.MinValue).Execute();
        }
    }

    /// <summary>
    /// Leases free notices: those of the wallets after one first, then from the first wallet on, so that no wallet waits for ever behind
    /// busy ones.
    /// </summary>
    /// <returns>The notices, and the wallet whose turn it was last.</returns>
    public (IReadOnlyList<Notice> Notices, long LastWallet) Lease(long afterWallet, long now, long until, int limit)
    {
        List<(long Wallet, long Number, long Version)> free = FindFree(afterWallet, now, limit, long.MaxValue);
        if (free.Count < limit && afterWallet > 0)
        {
            free.AddRange(FindFree(0, now, limit - free.Count, afterWallet));
        }

        List<Notice> notices = new(free.Count);
        (long Wallet, long Version, IReadOnlyList<Notice> Notices) read = (0, 0, []);
        foreach ((long wallet, long number, long version) in free)
        {
            if (read.Wallet != wallet || read.Version != version)
            {
                read = (wallet, version, journal.Read(wallet, version)?.Notices ?? []);
            }

            notices.Add(read.Notices.First(n => n.Number == number));
            _lease.Bind(1, wallet).Bind(2, number).Bind(3, until).Execute();
        }

        return (notices, free.Count == limit ? free[^1].Wallet : 0);
    }

    public void Delete(IReadOnlyList<Notice> notices) => Each(notices, (wallet, number) => _delete.Bind(1, wallet).Bind(2, number).Execute());

    public void Return(IReadOnlyList<Notice> notices) =>
        Each(notices, (wallet, number) => _lease.Bind(1, wallet).Bind(2, number).Bind(3, long.MinValue).Execute());

    private void Each(IReadOnlyList<Notice> notices, Action<long, long> act)
    {
        foreach (IGrouping<WalletId, Notice> wallet in notices.GroupBy(n => n.Wallet))
        {
            if (wallets.Find(wallet.Key) is { } known)
            {
                foreach (Notice notice in wallet)
                {
                    act(known.Number, notice.Number);
                }
            }
        }
    }

    /// <summary>Of each wallet the notices before the first that is leased. However many wait behind that one, they are not looked at.</summary>
    private List<(long Wallet, long Number, long Version)> FindFree(long afterWallet, long now, int limit, long lastWallet)
    {
        List<(long Wallet, long Number, long Version)> free = [];
        for (long? blocked = afterWallet; blocked is { } wallet;)
        {
            blocked = null;
            using Rows rows = _waiting.Bind(1, wallet).Query();
            while (blocked is null && free.Count < limit && rows.Read() && rows.Number(0) <= lastWallet)
            {
                if (rows.Number(3) > now)
                {
                    blocked = rows.Number(0);
                }
                else
                {
                    free.Add((rows.Number(0), rows.Number(1), rows.Number(2)));
                }
            }
        }

        return free;
    }
}
