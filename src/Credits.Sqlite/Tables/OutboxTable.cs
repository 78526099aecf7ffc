using Credits.Journal;
using Credits.Sqlite.Connections;

namespace Credits.Sqlite.Tables;

/// <summary>The notices that no channel has got yet. What they say is in the journal.</summary>
internal sealed class OutboxTable(Session session, string prefix)
{
    private readonly Statement _add = session.Prepare($"INSERT INTO {prefix}outbox (wallet_number, number, version, at) VALUES (?1, ?2, ?3, ?4)");
    private readonly Statement _any = session.Prepare($"SELECT 1 FROM {prefix}outbox LIMIT 1");

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
            _add.Bind(1, wallet).Bind(2, entry.Notices[i].Number).Bind(3, entry.Version).Bind(4, UnixMicroseconds.Floor(entry.At)).Execute();
        }
    }
}
