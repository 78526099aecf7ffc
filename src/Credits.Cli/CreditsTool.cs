using System.CommandLine;
using System.Text;
using Credits.Cli.Simulate;

namespace Credits.Cli;

/// <summary>The tool with its commands; everything but the process around it, so that tests can run it where they are.</summary>
internal static class CreditsTool
{
    /// <summary>Runs the tool.</summary>
    /// <param name="args">The words of the command line.</param>
    /// <param name="terminal">What to read and write.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        RootCommand root = new("Prepaid credits from the command line.") { SimulateCommand.Make(terminal) };
        StreamWriter help = new(terminal.Output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await using (help.ConfigureAwait(false))
        {
            InvocationConfiguration invocation = new() { Output = help, Error = terminal.Error, EnableDefaultExceptionHandler = false };
            return await root.Parse(args).InvokeAsync(invocation);
        }
    }
}
