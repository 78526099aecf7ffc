using Credits.Cli.Output;
using Credits.Journal;
using Credits.Notifications;
using Credits.Storage;

namespace Credits.Cli.Simulate;

/// <summary>Hears what each command committed: its notices, and for the summary its rows.</summary>
internal sealed class CommitWatcher(Summary? summary) : ICommitObserver
{
    private readonly List<Notice> _notices = [];

    public void Committed(WalletId wallet, IReadOnlyList<JournalEntry> entries)
    {
        summary?.See(wallet);
        foreach (JournalEntry entry in entries)
        {
            if (entry.Notices.Count > 0)
            {
                _notices.AddRange(entry.Notices);
            }

            summary?.Count(entry);
        }
    }

    /// <summary>Writes the notices heard of since the last call: wallets in the order of their ids, each one's in the order they were committed.</summary>
    public void WriteNotices(ResultLines lines)
    {
        if (_notices.Count == 0)
        {
            return;
        }

        foreach (Notice notice in _notices.OrderBy(n => n.Wallet))
        {
            NoticeWriter.Write(lines, notice);
        }

        _notices.Clear();
    }
}
