using Credits.Sqlite.Connections;
using Credits.Storage;

namespace Credits.Sqlite.Tables;

/// <summary>The newest snapshot of each wallet.</summary>
internal sealed class SnapshotTable(Session session, string prefix)
{
    private readonly Statement _read = session.Prepare($"SELECT version, state FROM {prefix}snapshots WHERE wallet_number = ?1");
    private readonly Statement _put = session.Prepare($"INSERT OR REPLACE INTO {prefix}snapshots (wallet_number, version, state) VALUES (?1, ?2, ?3)");

    public WalletSnapshot? Read(long wallet)
    {
        using Rows rows = _read.Bind(1, wallet).Query();
        return rows.Read() ? new(rows.Number(0), rows.Bytes(1).ToArray()) : null;
    }

    public void Put(long wallet, WalletSnapshot snapshot) =>
        _put.Bind(1, wallet).Bind(2, snapshot.Version).BindBytes(3, snapshot.State.Span).Execute();
}
