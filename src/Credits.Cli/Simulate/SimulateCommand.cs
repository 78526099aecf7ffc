using System.CommandLine;
using Credits.Cli.Catalog;
using Credits.Pricing;

namespace Credits.Cli.Simulate;

/// <summary><c>credits simulate</c>: its options, and what becomes of what goes wrong.</summary>
internal static class SimulateCommand
{
    private const string Memory = "memory";

    public static Command Make(Terminal terminal)
    {
        Option<FileInfo> catalog = new("--catalog") { Description = "The catalogue of plans and features, a JSON file.", HelpName = "FILE", Required = true };
        Option<string> store = new("--store")
        {
            Description = $"Where wallets are kept: {Memory}.",
            HelpName = "STORE",
            DefaultValueFactory = _ => Memory,
        };
        store.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<string>() is var name && name != Memory)
            {
                given.AddError($"--store '{name}' is not supported. Supported: {Memory}.");
            }
        });
        Option<bool> summary = new("--summary") { Description = "Adds a last line that counts commands, rows and credits, and verifies every wallet seen." };
        Command simulate = new("simulate", "Replays commands, one JSON object a line, in virtual time and answers each with a line.") { catalog, store, summary };
        simulate.SetAction(parsed => RunAsync(parsed.GetRequiredValue(catalog), parsed.GetValue(summary), terminal));
        return simulate;
    }

    private static async Task<int> RunAsync(FileInfo file, bool withSummary, Terminal terminal)
    {
        CreditCatalog catalog;
        try
        {
            catalog = CatalogReader.Read(await File.ReadAllBytesAsync(file.FullName));
        }
        catch (Exception error) when (error is CatalogException or IOException or UnauthorizedAccessException)
        {
            await terminal.Error.WriteLineAsync($"{file.Name}: {error.Message}");
            return ExitCode.Unreadable;
        }

        Simulation simulation = new(catalog, terminal, withSummary);
        await using (simulation.ConfigureAwait(false))
        {
            try
            {
                await simulation.RunAsync();
                return ExitCode.Done;
            }
            catch (UnreadableLineException unreadable)
            {
                await terminal.Error.WriteLineAsync(unreadable.Message);
                return ExitCode.Unreadable;
            }
            catch (Exception failure) when (failure is CreditsUnavailableException or InvalidOperationException)
            {
                // The store failed, or the library could not decide, as where a period would end after the last year of the calendar.
                await terminal.Error.WriteLineAsync($"line {simulation.Line}: {failure.Message}");
                return ExitCode.Failed;
            }
        }
    }
}
