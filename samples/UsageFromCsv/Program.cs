using NodaTime;
using UsageFromCsv;

if (args is not [var file])
{
    Console.Error.WriteLine("Usage: UsageFromCsv calls.csv > commands.jsonl");
    return 1;
}

List<UsageRow> rows = UsageRow.ReadAll(file);
Commands commands = new();
if (rows.Count > 0)
{
    commands.AddWallets(rows.Min(r => r.At) - Duration.FromMinutes(1));
    for (int i = 0; i < rows.Count; i++)
    {
        commands.AddCall(i + 1, rows[i]);
    }

    commands.AddReports(rows.Max(r => r.At) + Duration.FromHours(1));
}

using StreamWriter output = new(Console.OpenStandardOutput());
commands.Write(output);
return 0;
