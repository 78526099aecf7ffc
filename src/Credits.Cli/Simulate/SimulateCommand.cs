using System.CommandLine;
using Credits.Cli.Catalog;
using Credits.Cli.CommandLine;
using Credits.Cli.Stores;
using Credits.Pricing;
using Credits.Storage;

namespace Credits.Cli.Simulate;

/// <summary><c>credits simulate</c>: its options, and what becomes of what goes wrong.</summary>
internal static class SimulateCommand
{
    public static Command Make(Terminal terminal)
    {
        Option<FileInfo> catalog = new("--catalog") { Description = "The catalogue of plans and features, a JSON file.", HelpName = "FILE", Required = true };
        Option<bool> append = new("--append") { Description = "Goes on in a store that holds wallets already. Every command that writes then has to name its operation." };
        Option<bool> summary = new("--summary") { Description = "Adds a last line that counts commands, rows and credits, and verifies every wallet seen." };
        Command simulate = new("simulate", "Replays commands, one JSON object a line, in virtual time and answers each with a line.");
        simulate.Options.Add(catalog);
        StoreChoice store = new(simulate, terminal, simulates: true);
        simulate.Options.Add(append);
        simulate.Options.Add(summary);
        simulate.SetAction(terminal, async (parsed, token) =>
        {
            StoreAddress? address = store.FindOrNone(parsed);
            CreditCatalog read = await CatalogFile.ReadAsync(parsed.GetRequiredValue(catalog), token);
            bool appends = parsed.GetValue(append);
            SimulationOptions options = new(parsed.GetValue(summary), appends);
            return await RunAsync(new(read, address is null ? null : await OpenAsync(address, appends, token), terminal, options), terminal, token);
        });
        HelpWithExamples.Add(simulate, """
            The store is empty when a simulation begins, or --append is given: operations without an id are named after their line (op-0000000001), and a second
            stream would repeat those of the first. $CREDITS_STORE is not looked at.

            Examples:
              credits simulate --catalog catalog.json < commands.jsonl > results.jsonl
              credits simulate --catalog catalog.json --store sqlite:simulated.db --summary < commands.jsonl > results.jsonl
            """);
        return simulate;
    }

    /// <summary>A store with tables, empty unless it is gone on in.</summary>
    private static async Task<IStore> OpenAsync(StoreAddress address, bool appends, CancellationToken cancellationToken)
    {
        await address.MigrateAsync(distributed: false, cancellationToken);
        IStore store = address.Open(StoreAccess.Simulate);
        try
        {
            if (!appends)
            {
                await foreach (WalletId wallet in store.ListWalletsAsync(cancellationToken))
                {
                    throw new ToolException(
                        $"The store holds wallets already, '{wallet}' for one: {address.Name}. A simulation begins with an empty store; with --append it goes on in this one. Nothing was written.");
                }
            }

            return store;
        }
        catch
        {
            await ((IAsyncDisposable)store).DisposeAsync();
            throw;
        }
    }

    private static async Task<int> RunAsync(Simulation simulation, Terminal terminal, CancellationToken cancellationToken)
    {
        await using (simulation.ConfigureAwait(false))
        {
            try
            {
                await simulation.RunAsync(cancellationToken);
                return ExitCode.Done;
            }
            catch (UnreadableLineException unreadable)
            {
                throw new ToolException(unreadable.Message, ExitCode.Unreadable, unreadable);
            }
            catch (Exception failure) when (failure is CreditsUnavailableException or InvalidOperationException)
            {
                // The store failed, or the library could not decide, as where a period would end after the last year of the calendar.
                throw new ToolException($"line {simulation.Line}: {failure.Message}", StoreFailure.Is(failure) ? ExitCode.Unavailable : ExitCode.Failed, failure);
            }
        }
    }
}
