using System.CommandLine;
using System.Text;
using Credits.Cli.Catalog;
using Credits.Cli.CommandLine;
using Credits.Cli.Output;
using Credits.Cli.Stores;

namespace Credits.Cli.Wallets;

/// <summary><c>credits transactions</c>.</summary>
internal static class TransactionsCommand
{
    private const int PageSize = 1_000;
    private const int DefaultLimit = 50;

    public static Command Make(Terminal terminal)
    {
        Argument<string> wallet = WalletArguments.Wallet();
        Option<int> limit = new("--limit") { Description = "At most how many rows.", HelpName = "N", DefaultValueFactory = _ => DefaultLimit };
        limit.Validators.Add(given =>
        {
            if (given.Tokens.Count > 0 && int.TryParse(given.Tokens[0].Value, out int rows) && rows < 1)
            {
                given.AddError("--limit is 1 or more; for all rows there is credits export.");
            }
        });
        Option<FileInfo> catalog = CatalogFile.Option();
        Option<bool> json = WalletArguments.Json();
        Command transactions = new("transactions", "Lists what went into a wallet and out of it: who, when, why and the balance after it. Nothing is written.") { wallet };
        StoreChoice store = new(transactions, terminal);
        FilterOptions filter = new(transactions);
        transactions.Options.Add(limit);
        transactions.Options.Add(catalog);
        transactions.Options.Add(json);
        transactions.SetAction(terminal, async (parsed, token) =>
        {
            Wanted wanted = new(parsed.GetRequiredValue(wallet), filter.Filter(parsed), filter.OldestFirst(parsed), parsed.GetValue(limit));
            await using WalletReading reading = await WalletReading.OpenAsync(store.Find(parsed), parsed.GetValue(catalog), Guesses.Refused, terminal, token);
            using Rows rows = new(terminal, parsed.GetValue(json));
            await WriteAsync(reading, wanted, rows, token);
            await reading.NoteRecordedAsync(terminal.Error);
            return ExitCode.Done;
        });
        HelpWithExamples.Add(transactions, $"""
            {InstantArgument.Forms}
            On a terminal rows come as a table, otherwise with tabs between columns, or with --json as objects.

            Examples:
              credits transactions acme --store sqlite:credits.db
              credits transactions acme --store sqlite:credits.db --kind consumed --feature test-cases --from 2026-01-01 --to 2026-02-01
              credits transactions acme --store sqlite:credits.db --limit 1000 --json | jq -r .amount
            """);
        return transactions;
    }

    private static async Task WriteAsync(WalletReading reading, Wanted wanted, Rows rows, CancellationToken cancellationToken)
    {
        int left = wanted.Limit;
        string? cursor = null;
        do
        {
            TransactionPage page = await reading.ReadAsync(admin => admin.GetTransactionsAsync(
                wanted.Wallet, Actor.System, wanted.Filter, Math.Min(left, PageSize), cursor, wanted.OldestFirst, cancellationToken));
            await rows.WriteAsync(page.Rows);
            left -= page.Rows.Count;
            cursor = page.Next;
        }
        while (cursor is not null && left > 0);
    }

    private sealed record Wanted(WalletId Wallet, TransactionFilter Filter, bool OldestFirst, int Limit);

    /// <summary>Rows in the form that was asked for.</summary>
    private sealed class Rows : IDisposable
    {
        private readonly ResultLines _lines;
        private readonly StreamWriter _writer;
        private readonly TransactionRows? _text;

        public Rows(Terminal terminal, bool isJson)
        {
            _lines = new(terminal.Output);
            _writer = new(terminal.Output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
            _text = isJson ? null : new(_writer, terminal.ShowsTables);
        }

        public async Task WriteAsync(IReadOnlyList<Transaction> rows)
        {
            if (_text is not null)
            {
                await _text.WriteAsync(rows);
                await _writer.FlushAsync();
                return;
            }

            foreach (Transaction row in rows)
            {
                _lines.Begin().WriteRowFields(row);
                _lines.End();
            }

            _lines.Drain();
        }

        /// <summary>The writer holds nothing back by now, and its stream is the terminal's.</summary>
        public void Dispose() => _lines.Dispose();
    }
}
