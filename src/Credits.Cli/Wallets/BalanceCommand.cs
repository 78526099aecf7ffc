using System.CommandLine;
using System.Text;
using System.Text.Json;
using Credits.Cli.Catalog;
using Credits.Cli.CommandLine;
using Credits.Cli.Output;
using Credits.Cli.Stores;
using NodaTime;
using NodaTime.Text;

namespace Credits.Cli.Wallets;

/// <summary><c>credits balance</c>.</summary>
internal static class BalanceCommand
{
    public static Command Make(Terminal terminal)
    {
        Argument<string> wallet = WalletArguments.Wallet();
        Option<string> asOf = new("--as-of") { Description = "As of this past instant, whose own transactions count; now where left out.", HelpName = InstantArgument.Form };
        Option<FileInfo> catalog = CatalogFile.Option();
        Option<bool> json = WalletArguments.Json();
        Command balance = new("balance", "Tells what a wallet holds, now or as of a past instant. What fell due counts, whether it is recorded yet or not; nothing is written.") { wallet };
        StoreChoice store = new(balance, terminal);
        balance.Options.Add(asOf);
        balance.Options.Add(catalog);
        balance.Options.Add(json);
        balance.SetAction(terminal, async (parsed, token) =>
        {
            Instant? at = InstantArgument.Read("--as-of", parsed.GetValue(asOf));
            WalletId id = new(parsed.GetRequiredValue(wallet));
            await using WalletReading reading = await WalletReading.OpenAsync(store.Find(parsed), parsed.GetValue(catalog), Guesses.Noted, terminal, token);
            WalletBalance found = await reading.ReadAsync(admin => admin.GetBalanceAsync(id, Actor.System, at, token));
            if (reading.Guess is { } guess && guess.At <= found.At)
            {
                await terminal.Error.WriteLineAsync(
                    $"Note: {guess.What}, and is not recorded yet. The balance is what follows with the plan as the wallet last had it; give --catalog FILE to have it as the host's catalogue says.");
            }

            if (parsed.GetValue(json))
            {
                WriteJson(terminal.Output, id, found);
            }
            else
            {
                WriteText(terminal.Output, id, found);
            }

            return ExitCode.Done;
        });
        HelpWithExamples.Add(balance, $"""
            {InstantArgument.Forms}

            Examples:
              credits balance acme --store sqlite:credits.db
              credits balance acme --store sqlite:credits.db --as-of 2026-02-01 --json
            """);
        return balance;
    }

    private static void WriteText(Stream output, WalletId wallet, WalletBalance balance)
    {
        List<(string Name, string Value)> lines =
        [
            ("wallet", Plain.Text(wallet.Value)),
            ("as of", Text(balance.At)),
            ("available", balance.Available.ToString()),
            .. balance.ByKind.OrderBy(k => k.Key).Select(k => ($"  {WireNames.Of(k.Key)}", k.Value.ToString())),
            ("reserved", balance.Reserved.ToString()),
        ];
        if (balance.Scheduled is { } scheduled && scheduled > CreditAmount.Zero)
        {
            lines.Add(("scheduled", scheduled.ToString()));
        }

        if (balance.Plan is { } plan)
        {
            lines.Add(("plan", Plain.Text(plan)));
        }

        if (balance.NextReset is { } reset)
        {
            lines.Add(("next reset", Text(reset)));
        }

        if (balance.NextExpiry is { } expiry)
        {
            lines.Add(("next expiry", Text(expiry)));
        }

        int width = lines.Max(l => l.Name.Length) + 2;
        output.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => $"{l.Name.PadRight(width)}{l.Value}\n"))));
    }

    private static void WriteJson(Stream output, WalletId wallet, WalletBalance balance)
    {
        using ResultLines lines = new(output);
        Utf8JsonWriter json = lines.Begin();
        json.WriteString("wallet"u8, wallet.Value);
        json.WriteInstant("at"u8, balance.At);
        json.WriteAmount("available"u8, balance.Available);
        json.WriteAmount("reserved"u8, balance.Reserved);
        json.WriteText("plan"u8, balance.Plan);
        json.WriteBalanceDetails(balance);
        lines.End();
        lines.Drain();
    }

    private static string Text(Instant at) => InstantPattern.ExtendedIso.Format(at);
}
