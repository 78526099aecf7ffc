using Credits.Cli.Output;
using NodaTime.Text;
using Spectre.Console;

namespace Credits.Cli.Wallets;

/// <summary>Transactions for people: a table on a terminal, otherwise lines with tabs between the columns.</summary>
internal sealed class TransactionRows(TextWriter output, bool isTable)
{
    private static readonly string[] Columns = ["Date", "Type", "Credits", "Who", "Feature", "Kind", "Reason", "Balance after"];
    private bool _hasHeader;

    /// <summary>Writes some rows; the header comes once, above each table.</summary>
    public async Task WriteAsync(IReadOnlyList<Transaction> rows)
    {
        if (isTable)
        {
            WriteTable(rows);
            return;
        }

        if (!_hasHeader)
        {
            _hasHeader = true;
            await output.WriteAsync(string.Join('\t', Columns) + "\n");
        }

        foreach (Transaction row in rows)
        {
            await output.WriteAsync(string.Join('\t', Cells(row)) + "\n");
        }
    }

    private void WriteTable(IReadOnlyList<Transaction> rows)
    {
        Table table = new() { Border = TableBorder.Simple };
        foreach (string name in Columns)
        {
            TableColumn column = new(new Text(name)) { NoWrap = name is "Date" or "Type" or "Credits" or "Balance after" };
            table.AddColumn(name is "Credits" or "Balance after" ? column.RightAligned() : column);
        }

        foreach (Transaction row in rows)
        {
            table.AddRow(Cells(row).Select(c => new Text(c)));
        }

        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Interactive = InteractionSupport.No, Ansi = AnsiSupport.No }).Write(table);
    }

    private static string[] Cells(Transaction row) =>
    [
        InstantPattern.ExtendedIso.Format(row.At),
        WireNames.Of(row.Type),
        row.Amount.ToString(),
        Plain.Text(row.ActorName == row.ActorId || row.ActorId == Actor.System.Id ? row.ActorName : $"{row.ActorName} ({row.ActorId})"),
        Plain.Text(row.Feature),
        WireNames.Of(row.Kind),
        Plain.Text(row.Reason),
        row.Balance.ToString(),
    ];
}
