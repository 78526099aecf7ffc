using Credits.Journal;
using Credits.Notifications;
using Credits.Sqlite.Connections;

namespace Credits.Sqlite.Tables;

/// <summary>The channels that are known.</summary>
internal sealed class ChannelTable(Session session, string prefix)
{
    private readonly Statement _known = session.Prepare($"SELECT 1 FROM {prefix}channels WHERE channel = ?1");
    private readonly Statement _add = session.Prepare($"INSERT INTO {prefix}channels (channel) VALUES (?1) ON CONFLICT DO NOTHING");
    private readonly Statement _all = session.Prepare(
        $"""
        SELECT c.channel,
            min(coalesce((SELECT min(o.at) FROM {prefix}outbox o), {long.MaxValue}),
                coalesce((SELECT min(d.at) FROM {prefix}deliveries d WHERE d.channel = c.channel AND d.parked_at IS NULL), {long.MaxValue})),
            (SELECT count(*) FROM {prefix}deliveries p WHERE p.channel = c.channel AND p.parked_at IS NOT NULL)
        FROM {prefix}channels c
        """);

    private readonly Statement[] _removals =
    [
        session.Prepare($"DELETE FROM {prefix}channels WHERE channel = ?1"),
        session.Prepare($"DELETE FROM {prefix}turns WHERE channel = ?1"),
        session.Prepare($"DELETE FROM {prefix}deliveries WHERE channel = ?1"),
    ];

    public bool Knows(string channel)
    {
        using Rows rows = _known.Bind(1, channel).Query();
        return rows.Read();
    }

    public void Add(string channel) => _add.Bind(1, channel).Execute();

    public IReadOnlyList<NoticeChannel> Find()
    {
        List<NoticeChannel> channels = [];
        using Rows rows = _all.Query();
        while (rows.Read())
        {
            long oldest = rows.Number(1);
            channels.Add(new(rows.Text(0), oldest == long.MaxValue ? null : UnixMicroseconds.ToInstant(oldest), rows.Number(2)));
        }

        return [.. channels.OrderBy(c => c.Name, StringComparer.Ordinal)];
    }

    public void Remove(string channel)
    {
        foreach (Statement removal in _removals)
        {
            removal.Bind(1, channel).Execute();
        }
    }
}
