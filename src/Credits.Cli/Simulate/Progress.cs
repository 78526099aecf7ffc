using System.Diagnostics;
using System.Globalization;

namespace Credits.Cli.Simulate;

/// <summary>Tells who watches how far the simulation has come, on one line of the terminal.</summary>
internal sealed class Progress(TextWriter? terminal)
{
    private const long Between = 1 << 14;

    private readonly long _started = Stopwatch.GetTimestamp();
    private long _told;

    public void Tell(long line)
    {
        if (terminal is not null && line - _told >= Between)
        {
            _told = line;
            Write(line);
        }
    }

    /// <summary>Tells where it ended, and leaves the line.</summary>
    public void End(long line)
    {
        if (terminal is not null)
        {
            Write(line);
            terminal.WriteLine();
        }
    }

    private void Write(long line)
    {
        double seconds = Math.Max(Stopwatch.GetElapsedTime(_started).TotalSeconds, 1e-3);
        terminal!.Write(string.Create(CultureInfo.InvariantCulture, $"\r{line:N0} lines, {line / seconds:N0} lines a second  "));
    }
}
