using System.Text.RegularExpressions;

namespace Credits.Sqlite.Tests.Durability;

/// <summary>What strace saw of a writer: its writes to the log, its syncs of it, and its acknowledgements, in order.</summary>
internal static partial class SyncTrace
{
    /// <summary>What strace is to be asked for: all calls that write or sync, the files they are about, and enough of what they write to hold a page.</summary>
    public static string[] Command(string traceFile) =>
        ["strace", "-f", "-qq", "-y", "-s", "5000", "-e", "trace=write,pwrite64,writev,pwritev,fsync,fdatasync", "-e", "signal=none", "-o", traceFile];

    /// <summary>
    /// The operations that were acknowledged although no sync of the log had ended that began after their entry was written to it.
    /// </summary>
    public static (int Acknowledged, int Syncs, List<string> Uncovered) Read(string traceFile)
    {
        HashSet<string> written = [];
        HashSet<string> durable = [];
        Dictionary<string, HashSet<string>> syncing = [];
        List<string> uncovered = [];
        int acknowledged = 0;
        int syncs = 0;
        foreach (string line in File.ReadLines(traceFile))
        {
            string thread = line[..line.IndexOf(' ', StringComparison.Ordinal)];
            if (LogWrite().IsMatch(line))
            {
                foreach (Match operation in Operation().Matches(line))
                {
                    written.Add(operation.Value);
                }
            }
            else if (LogSync().IsMatch(line))
            {
                // The sync covers what was written before it began, and only when it has ended.
                syncing[thread] = [.. written];
                if (!line.Contains("<unfinished", StringComparison.Ordinal))
                {
                    End(line, thread);
                }
            }
            else if (line.Contains("sync resumed>", StringComparison.Ordinal))
            {
                End(line, thread);
            }
            else if (Acknowledgement().Match(line) is { Success: true } answer)
            {
                acknowledged++;
                if (!durable.Contains(answer.Groups[1].Value))
                {
                    uncovered.Add(answer.Groups[1].Value);
                }
            }
        }

        return (acknowledged, syncs, uncovered);

        void End(string line, string thread)
        {
            if (syncing.Remove(thread, out HashSet<string>? covered) && line.TrimEnd().EndsWith("= 0", StringComparison.Ordinal))
            {
                durable.UnionWith(covered);
                syncs++;
            }
        }
    }

    [GeneratedRegex(@"^\d+ +p?write(v|64)?\(\d+<[^>]*-wal>")]
    private static partial Regex LogWrite();

    [GeneratedRegex(@"^\d+ +f(data)?sync\(\d+<[^>]*-wal>")]
    private static partial Regex LogSync();

    [GeneratedRegex("traced-[0-9]+-(open|purchase|[0-9]+\\.[0-9]+c?)")]
    private static partial Regex Operation();

    [GeneratedRegex("^\\d+ +write\\(\\d+<[^>]*>, \"ack (traced-[^\\\\]+)\\\\n\"")]
    private static partial Regex Acknowledgement();
}
