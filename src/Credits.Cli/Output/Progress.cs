using System.Diagnostics;
using System.Globalization;

namespace Credits.Cli.Output;

/// <summary>
/// Tells how far long work has come, on standard error: where somebody watches, on one line that is written anew; otherwise, where asked for,
/// by a line every few seconds. Used by one at a time.
/// </summary>
/// <param name="terminal">Where to.</param>
/// <param name="things">What is counted, such as <c>wallets</c>.</param>
/// <param name="total">How many there are, where that is known: then a bar shows it.</param>
/// <param name="tellsLogs">Whether a line is written now and then where nobody watches.</param>
internal sealed class Progress(Terminal terminal, string things, long? total = null, bool tellsLogs = true)
{
    private const int BarWidth = 24;
    private static readonly TimeSpan BetweenRedraws = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly TimeSpan _between = terminal.ShowsProgress ? BetweenRedraws : BetweenLines;
    private readonly bool _tells = terminal.ShowsProgress || tellsLogs;
    private long _told = Stopwatch.GetTimestamp();
    private int _shown;

    /// <summary>Tells how many are done, where it is time to.</summary>
    public void Tell(long done)
    {
        if (_tells && Stopwatch.GetElapsedTime(_told) >= _between)
        {
            _told = Stopwatch.GetTimestamp();
            Write(done);
        }
    }

    /// <summary>Makes room on a terminal for a line of something else.</summary>
    public void Clear()
    {
        if (_shown > 0)
        {
            terminal.Error.Write($"\r{new string(' ', _shown)}\r");
            terminal.Error.Flush();
            _shown = 0;
        }
    }

    /// <summary>Tells where it ended and leaves the line.</summary>
    public void End(long done)
    {
        if (terminal.ShowsProgress)
        {
            Write(done);
            terminal.Error.WriteLine();
            _shown = 0;
        }
    }

    private void Write(long done)
    {
        double seconds = Math.Max(Stopwatch.GetElapsedTime(_started).TotalSeconds, 1e-3);
        string rate = string.Create(CultureInfo.InvariantCulture, $"{Rate(done / seconds)} {things} a second");
        string line = total is > 0 and { } all
            ? string.Create(CultureInfo.InvariantCulture, $"{Bar(done, all)}{done:N0} of {all:N0} {things}, {rate}")
            : string.Create(CultureInfo.InvariantCulture, $"{done:N0} {things}, {rate}");
        if (terminal.ShowsProgress)
        {
            terminal.Error.Write($"\r{line.PadRight(_shown)}");
            _shown = line.Length;
        }
        else
        {
            terminal.Error.WriteLine(line);
        }

        terminal.Error.Flush();
    }

    private static string Rate(double rate) => rate.ToString(rate < 10 ? "0.#" : "N0", CultureInfo.InvariantCulture);

    private string Bar(long done, long all)
    {
        if (!terminal.ShowsProgress)
        {
            return "";
        }

        double share = Math.Clamp((double)done / all, 0, 1);
        int full = (int)(share * BarWidth);
        return string.Create(CultureInfo.InvariantCulture, $"[{new string('#', full)}{new string('.', BarWidth - full)}] {Math.Floor(share * 100),3:N0} %  ");
    }
}
