namespace Credits.Cli;

/// <summary>Ends the tool with a sentence for people and an exit code.</summary>
internal sealed class ToolException(string message, int exitCode = ExitCode.Failed, Exception? cause = null) : Exception(message, cause)
{
    public int ExitCode { get; } = exitCode;
}
