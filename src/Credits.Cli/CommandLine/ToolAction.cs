using System.CommandLine;
using Credits.Cli.Output;
using Credits.Cli.Stores;
using Credits.Journal;
using Credits.Storage;

namespace Credits.Cli.CommandLine;

/// <summary>Runs a command and makes a sentence and an exit code of whatever ends it.</summary>
internal static class ToolAction
{
    /// <summary>Says what a command does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="terminal">Where what goes wrong is written.</param>
    /// <param name="runAsync">Does it; its token is cancelled by Ctrl+C.</param>
    public static void SetAction(this Command command, Terminal terminal, Func<ParseResult, CancellationToken, Task<int>> runAsync) =>
        command.SetAction((parsed, cancellationToken) =>
            //// On a thread of its own: reading the input waits without asking for a token, and Ctrl+C must be heard meanwhile.
            Task.Run(() => RunAsync(terminal, () => runAsync(parsed, cancellationToken)), CancellationToken.None));

    private static async Task<int> RunAsync(Terminal terminal, Func<Task<int>> runAsync)
    {
        try
        {
            return await runAsync();
        }
        catch (OutputClosedException)
        {
            return ExitCode.OutputClosed;
        }
        catch (OperationCanceledException)
        {
            return await SayAsync(terminal, "Stopped.", ExitCode.Interrupted);
        }
        catch (ToolException failure)
        {
            return await SayAsync(terminal, failure.Message, failure.ExitCode);
        }
        catch (CreditsUnavailableException failure)
        {
            return failure.InnerException?.InnerException is NeedsCatalogueException need
                ? await SayAsync(terminal, need.Message, ExitCode.Failed)
                : await SayAsync(terminal, failure.Message, ExitCode.Unavailable);
        }
        catch (StoreException failure)
        {
            return await SayAsync(terminal, failure.Message, ExitCode.Unavailable);
        }
        catch (JournalFormatException damage)
        {
            return await SayAsync(terminal, $"{damage.Message} credits verify tells where.", ExitCode.Failed);
        }
        catch (Exception failure) when (failure is ArgumentException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return await SayAsync(terminal, failure.Message, ExitCode.Failed);
        }
    }

    private static async Task<int> SayAsync(Terminal terminal, string message, int exitCode)
    {
        await terminal.Error.WriteLineAsync(Secrets.Mask(message));
        await terminal.Error.FlushAsync();
        return exitCode;
    }
}
