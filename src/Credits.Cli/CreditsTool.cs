using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using Credits.Cli.CommandLine;
using Credits.Cli.Output;
using Credits.Cli.Simulate;
using Credits.Cli.Stores;
using Credits.Cli.Verify;
using Credits.Cli.Wallets;

namespace Credits.Cli;

/// <summary>The tool with its commands; everything but the process around it, so that tests can run it where they are.</summary>
internal static class CreditsTool
{
    /// <summary>How long what is under way may take to end well after Ctrl+C: a commit is finished, a temporary file removed.</summary>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(10);

    /// <summary>Runs the tool.</summary>
    /// <param name="args">The words of the command line.</param>
    /// <param name="terminal">What to read and write.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        RootCommand root = new("Prepaid credits from the command line: look after the wallets of a store, and simulate usage.")
        {
            BalanceCommand.Make(terminal),
            TransactionsCommand.Make(terminal),
            ExportCommand.Make(terminal),
            GrantCommand.Make(terminal),
            VerifyCommand.Make(terminal),
            MigrateCommand.Make(terminal),
            SimulateCommand.Make(terminal),
        };
        HelpWithExamples.Add(root, """
            A store:
              sqlite:PATH          a file, such as sqlite:credits.db
              postgres:CONNECTION  a connection string, such as 'postgres:Host=localhost;Database=app;Username=app', or postgres://app@localhost/app
              $CREDITS_STORE       is used where --store is left out; the place for a password

            Exit codes:
              0 done   1 refused, called wrongly, or a wallet does not agree   2 a catalogue or a line cannot be read   3 the store cannot be used

            Examples:
              credits migrate --store sqlite:credits.db
              credits balance acme --store sqlite:credits.db
              credits verify --store 'postgres:Host=localhost;Database=app;Username=app'
            """);
        HelpWithExamples.Use(root);
        StreamWriter help = new(terminal.Output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        ParseResult parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            return Explain(parsed, terminal);
        }

        try
        {
            await using (help.ConfigureAwait(false))
            {
                InvocationConfiguration invocation = new()
                {
                    Output = help,
                    Error = terminal.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = TimeToStop,
                };
                return await parsed.InvokeAsync(invocation);
            }
        }
        catch (OutputClosedException)
        {
            // The help was not read to its end.
            return ExitCode.OutputClosed;
        }
    }

    /// <summary>A word on the wrong place may be a part of a connection string.</summary>
    private static int Explain(ParseResult parsed, Terminal terminal)
    {
        string[] messages = [.. parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal)];
        string[] aboutWords = [.. messages.Where(m => parsed.UnmatchedTokens.Any(t => m.Contains(t, StringComparison.Ordinal)))];
        foreach (string message in aboutWords.Length > 0 ? aboutWords : messages)
        {
            terminal.Error.WriteLine(Secrets.Mask(message));
        }

        Command command = parsed.CommandResult.Command;
        terminal.Error.WriteLine(command is RootCommand ? "See: credits --help" : $"See: credits {command.Name} --help");
        return ExitCode.Failed;
    }
}
