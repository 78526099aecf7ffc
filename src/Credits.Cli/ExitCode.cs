namespace Credits.Cli;

/// <summary>What the tool tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>Everything was read and answered, whatever the answers were.</summary>
    public const int Done = 0;

    /// <summary>The tool was called wrongly, or the store failed.</summary>
    public const int Failed = 1;

    /// <summary>A catalogue or a line could not be read.</summary>
    public const int Unreadable = 2;
}
