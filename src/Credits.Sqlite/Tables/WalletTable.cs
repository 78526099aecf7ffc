using Credits.Journal;
using Credits.Sqlite.Connections;
using Credits.Storage;

namespace Credits.Sqlite.Tables;

/// <summary>The wallets: each id's number, by which all other tables know it, and when something falls due in it.</summary>
internal sealed class WalletTable(Session session, string prefix)
{
    private readonly Statement _find = session.Prepare($"SELECT number, next_due FROM {prefix}wallets WHERE wallet = ?1");
    private readonly Statement _id = session.Prepare($"SELECT wallet FROM {prefix}wallets WHERE number = ?1");
    private readonly Statement _add = session.Prepare($"INSERT INTO {prefix}wallets (wallet, next_due) VALUES (?1, ?2) RETURNING number");
    private readonly Statement _setDue = session.Prepare($"UPDATE {prefix}wallets SET next_due = ?2 WHERE number = ?1");
    private readonly Statement _due = session.Prepare($"SELECT wallet, next_due, number FROM {prefix}wallets WHERE next_due <= ?1 ORDER BY next_due, number LIMIT ?2");
    private readonly Statement _page = session.Prepare($"SELECT wallet FROM {prefix}wallets WHERE wallet > ?1 ORDER BY wallet LIMIT ?2");
    private readonly Statement _late = session.Prepare($"SELECT wallet FROM {prefix}wallets WHERE wallet GLOB '*[\ue000-\uffff]*'");

    public (long Number, long? NextDue)? Find(WalletId wallet)
    {
        using Rows rows = _find.Bind(1, wallet.Value).Query();
        return rows.Read() ? (rows.Number(0), rows.NumberOrNull(1)) : null;
    }

    public WalletId Id(long number)
    {
        using Rows rows = _id.Bind(1, number).Query();
        return rows.Read() ? rows.Text(0) : throw new InvalidOperationException($"Wallet {number} has no id: the tables were changed by hand.");
    }

    public long Add(WalletId wallet, long? nextDue)
    {
        using Rows rows = _add.Bind(1, wallet.Value).Bind(2, nextDue).Query();
        rows.Read();
        long number = rows.Number(0);
        rows.Read();
        return number;
    }

    public void SetDue(long number, long? nextDue) => _setDue.Bind(1, number).Bind(2, nextDue).Execute();

    public List<DueWallet> FindDue(long until, int limit)
    {
        List<DueWallet> due = [];
        using Rows rows = _due.Bind(1, until).Bind(2, limit).Query();
        while (rows.Read())
        {
            due.Add(new(rows.Text(0), UnixMicroseconds.ToInstant(rows.Number(1))));
        }

        return due;
    }

    /// <summary>Lets wallets that are due be due later.</summary>
    public List<WalletId> LeaseDue(long now, long until, int limit)
    {
        List<(WalletId Wallet, long Number)> due = [];
        using (Rows rows = _due.Bind(1, now).Bind(2, limit).Query())
        {
            while (rows.Read())
            {
                due.Add((rows.Text(0), rows.Number(2)));
            }
        }

        foreach ((_, long number) in due)
        {
            SetDue(number, until);
        }

        return [.. due.Select(d => d.Wallet)];
    }

    /// <summary>The ids after one, in SQLite's order: that of their UTF-8.</summary>
    public List<WalletId> Page(string after, int limit)
    {
        using Rows rows = _page.Bind(1, after).Bind(2, limit).Query();
        return Ids(rows);
    }

    /// <summary>The ids that may stand elsewhere in ordinal order than in SQLite's: those with characters that UTF-16 puts after surrogates.</summary>
    public List<WalletId> OutOfOrder()
    {
        using Rows rows = _late.Query();
        return Ids(rows);
    }

    private static List<WalletId> Ids(Rows rows)
    {
        List<WalletId> wallets = [];
        while (rows.Read())
        {
            wallets.Add(rows.Text(0));
        }

        return wallets;
    }
}
