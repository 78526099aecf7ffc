using System.CommandLine;
using System.Globalization;
using System.Text;
using Credits.Cli.Catalog;
using Credits.Cli.CommandLine;
using Credits.Cli.Output;
using Credits.Cli.Stores;

namespace Credits.Cli.Wallets;

/// <summary><c>credits export</c>.</summary>
internal static class ExportCommand
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    public static Command Make(Terminal terminal)
    {
        Argument<string> wallet = WalletArguments.Wallet();
        Option<string> output = new("--output", "-o") { Description = "The file to write, whole or not at all; standard output where left out.", HelpName = "FILE" };
        Option<FileInfo> catalog = CatalogFile.Option();
        Command export = new("export", "Writes transactions as CSV, as many as there are, in constant memory. Nothing is written to the store.") { wallet };
        StoreChoice store = new(export, terminal);
        FilterOptions filter = new(export);
        export.Options.Add(output);
        export.Options.Add(catalog);
        export.SetAction(terminal, async (parsed, token) =>
        {
            TransactionFilter wanted = filter.Filter(parsed);
            WalletId id = new(parsed.GetRequiredValue(wallet));
            await using WalletReading reading = await WalletReading.OpenAsync(store.Find(parsed), parsed.GetValue(catalog), Guesses.Refused, terminal, token);
            Task<long> WriteAsync(Stream stream) => ExportAsync(reading, id, wanted, filter.OldestFirst(parsed), stream, terminal, token);
            if (parsed.GetValue(output) is not { } path)
            {
                await WriteAsync(terminal.Output);
                return ExitCode.Done;
            }

            await using WholeFile file = WholeFile.Begin(path);
            long rows = await WriteAsync(file.Stream);
            await file.KeepAsync();
            await terminal.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows were written to '{path}'."));
            return ExitCode.Done;
        });
        HelpWithExamples.Add(export, $"""
            {InstantArgument.Forms}

            Examples:
              credits export acme --store sqlite:credits.db > acme.csv
              credits export acme --store sqlite:credits.db --from 2026-01-01 --to 2026-02-01 --oldest-first --output january.csv
            """);
        return export;
    }

    private static async Task<long> ExportAsync(
        WalletReading reading, WalletId wallet, TransactionFilter filter, bool oldestFirst, Stream stream, Terminal terminal, CancellationToken cancellationToken)
    {
        // Where rows run over the same screen, nothing else is written there.
        Progress progress = new(terminal.ShowsTables && ReferenceEquals(stream, terminal.Output) ? terminal with { ShowsProgress = false } : terminal, "rows");
        StreamWriter writer = new(stream, Encoding, bufferSize: 1 << 14, leaveOpen: true);
        try
        {
            await using RowCounter counter = new(writer, progress);
            long rows = await reading.ReadAsync(admin => admin.ExportTransactionsAsync(wallet, Actor.System, counter, filter, oldestFirst, cancellationToken));
            progress.End(rows);
            await reading.NoteRecordedAsync(terminal.Error);
            return rows;
        }
        catch
        {
            progress.Clear();
            throw;
        }
    }
}
