using System.CommandLine;
using System.Text;
using Credits.Cli.CommandLine;
using Credits.Storage;

namespace Credits.Cli.Stores;

/// <summary><c>credits migrate</c>: the one command that makes and changes tables.</summary>
internal static class MigrateCommand
{
    public static Command Make(Terminal terminal)
    {
        Option<bool> distributed = new("--distributed") { Description = "PostgreSQL with the extension Citus: also spreads the tables over its cluster, all of a wallet's rows in one place." };
        Command migrate = new("migrate", "Makes the tables of a store, or brings them to this version. Keeps all data; safe to run again, and at the same time.");
        StoreChoice store = new(migrate, terminal);
        migrate.Options.Add(distributed);
        migrate.SetAction(terminal, (parsed, token) => RunAsync(store.Find(parsed), parsed.GetValue(distributed), terminal, token));
        HelpWithExamples.Add(migrate, """
            Examples:
              credits migrate --store sqlite:credits.db
              credits migrate --store 'postgres:Host=localhost;Database=app;Username=owner' --schema credits
            """);
        return migrate;
    }

    private static async Task<int> RunAsync(StoreAddress store, bool distributed, Terminal terminal, CancellationToken cancellationToken)
    {
        Migration done = await MigrateAsync(store, distributed, cancellationToken);
        string what = (done.IsChanged, done.From) switch
        {
            (false, _) => $"nothing to do, the tables are of version {done.To} already.",
            (true, 0) => $"made the tables, from nothing to version {done.To}.",
            (true, var from) when from == done.To => $"spread the tables of version {done.To} over the cluster.",
            (true, var from) => $"brought the tables from version {from} to version {done.To}.",
        };
        byte[] line = Encoding.UTF8.GetBytes($"{char.ToUpperInvariant(store.Name[0])}{store.Name[1..]}: {what}\n");
        await terminal.Output.WriteAsync(line, cancellationToken);
        return ExitCode.Done;
    }

    private static async Task<Migration> MigrateAsync(StoreAddress store, bool distributed, CancellationToken cancellationToken)
    {
        try
        {
            return await store.MigrateAsync(distributed, cancellationToken);
        }
        catch (StoreException failure)
        {
            string nothing = failure.Message.Contains("nothing was", StringComparison.OrdinalIgnoreCase) ? "" : " Nothing was changed.";
            throw new ToolException($"Could not migrate {store.Name}. {failure.Message}{nothing}", ExitCode.Unavailable, failure);
        }
    }
}
