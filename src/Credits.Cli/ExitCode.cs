namespace Credits.Cli;

/// <summary>What the tool tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>All was done; of a simulation: everything was read and answered, whatever the answers were.</summary>
    public const int Done = 0;

    /// <summary>The tool was called wrongly, what was asked was refused, or a wallet does not agree with its journal.</summary>
    public const int Failed = 1;

    /// <summary>A catalogue or a line could not be read.</summary>
    public const int Unreadable = 2;

    /// <summary>The store could not be used: not there, not reachable, not migrated, locked.</summary>
    public const int Unavailable = 3;

    /// <summary>Stopped by Ctrl+C, as shells count it.</summary>
    public const int Interrupted = 130;

    /// <summary>Whoever read the output went away, as shells count it.</summary>
    public const int OutputClosed = 141;
}
