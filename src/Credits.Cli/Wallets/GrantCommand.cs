using System.CommandLine;
using System.Text;
using System.Text.Json;
using Credits.Cli.Catalog;
using Credits.Cli.CommandLine;
using Credits.Cli.Output;
using Credits.Cli.Stores;
using Credits.Pricing;
using Credits.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Credits.Cli.Wallets;

/// <summary><c>credits grant</c>: the one command that writes credits.</summary>
internal static class GrantCommand
{
    public static Command Make(Terminal terminal)
    {
        Argument<string> wallet = WalletArguments.Wallet();
        Argument<string> amount = new("AMOUNT") { Description = "Credits, more than 0, with at most 6 fractional digits." };
        GrantOptions grants = new();
        Option<string> operation = new("--operation") { Description = "The operation's id: with the same id and content it happens once, however often it is repeated. Made up, and told, where left out.", HelpName = "ID" };
        Option<string> by = new("--by") { Description = "The id of who grants; shown with the transaction.", HelpName = "ID", Required = true };
        Option<string> byName = new("--by-name") { Description = "The name of who grants; the id where left out.", HelpName = "NAME" };
        Option<FileInfo> catalog = CatalogFile.Option();
        Option<bool> json = WalletArguments.Json();
        Command grant = new("grant", "Grants credits to a wallet, or records a purchase.") { wallet, amount };
        StoreChoice store = new(grant, terminal);
        grants.AddTo(grant);
        foreach (Option option in (Option[])[operation, by, byName, catalog, json])
        {
            grant.Options.Add(option);
        }

        grant.SetAction(terminal, async (parsed, token) =>
        {
            bool isNamed = parsed.GetValue(operation) is not null;
            GrantOrder order = new(
                parsed.GetRequiredValue(wallet),
                Amount(parsed.GetRequiredValue(amount)),
                grants.Terms(parsed),
                Actor.Admin(parsed.GetRequiredValue(by), parsed.GetValue(byName)),
                parsed.GetValue(operation) ?? Guid.CreateVersion7().ToString(),
                isNamed);
            return await RunAsync(store.Find(parsed), parsed.GetValue(catalog), order, parsed.GetValue(json), terminal, token);
        });
        HelpWithExamples.Add(grant, $"""
            {InstantArgument.Forms}

            Examples:
              credits grant acme 500 --by ada@example.com --note 'Sorry for the outage' --store sqlite:credits.db
              credits grant acme 10000 --kind purchased --operation invoice-4711 --by billing --store sqlite:credits.db
            """);
        return grant;
    }

    private static string Ids(string grant, string operation) => grant == operation ? $"Grant and operation {operation}" : $"Grant {grant}, operation {operation}";

    private static CreditAmount Amount(string text) => CreditAmount.TryParse(text, out CreditAmount amount) && amount > CreditAmount.Zero
        ? amount
        : throw new ToolException($"AMOUNT '{text}' is not valid: credits are more than 0, with at most 6 fractional digits, such as 500 or 0.25.");

    private static async Task<int> RunAsync(StoreAddress address, FileInfo? catalog, GrantOrder order, bool isJson, Terminal terminal, CancellationToken cancellationToken)
    {
        CreditCatalog? known = catalog is null ? null : await CatalogFile.ReadAsync(catalog, cancellationToken);
        await address.RequireTablesAsync(cancellationToken);
        if (!order.IsNamed)
        {
            // Told first: whoever stops this, or loses the connection, can repeat it.
            await terminal.Error.WriteLineAsync($"operation {order.Operation}");
            await terminal.Error.FlushAsync(cancellationToken);
        }

        IStore opened = address.Open(StoreAccess.Write);
        await using ServiceProvider services = Library.Compose(known, terminal.Clock, known is null ? new GuardedStore(opened) : opened);
        CreditResult<GrantReceipt> result = await SendAsync(services.GetRequiredService<ICreditsAdmin>(), order, cancellationToken);
        if (!result.TryGetValue(out GrantReceipt receipt))
        {
            throw WalletReading.Refused(result.Refusal!, address);
        }

        if (isJson)
        {
            WriteJson(terminal.Output, order, result, receipt);
        }
        else
        {
            string done = result.IsReplayed ? "This operation was done before; it is not done again." : $"Granted {order.Amount} credits ({order.Terms.KindName}) to '{order.Wallet}'.";
            string line = $"{done} {Ids(receipt.Grant, order.Operation)}; {result.Totals!.Value.Available} available{(result.IsReplayed ? " then" : "")}.\n";
            await terminal.Output.WriteAsync(Encoding.UTF8.GetBytes(line), CancellationToken.None);
        }

        return ExitCode.Done;
    }

    private static async Task<CreditResult<GrantReceipt>> SendAsync(ICreditsAdmin admin, GrantOrder order, CancellationToken cancellationToken)
    {
        try
        {
            return order.Terms.Kind is { } kind
                ? await admin.GrantAsync(order.Wallet, new(order.Amount, kind) { Grant = order.Terms.Id, ExpiresAt = order.Terms.ExpiresAt, Note = order.Terms.Note }, order.By, order.Operation, cancellationToken)
                : await admin.PurchaseAsync(order.Wallet, new(order.Amount) { Grant = order.Terms.Id, ExpiresAt = order.Terms.ExpiresAt, Note = order.Terms.Note }, order.By, order.Operation, cancellationToken);
        }
        catch (CreditsUnavailableException failure) when (failure.Fate == CommandFate.Unknown)
        {
            throw new ToolException(
                $"{failure.Message} Run the same command again with --operation {order.Operation}: it happens once.", ExitCode.Unavailable, failure);
        }
        catch (OperationCanceledException)
        {
            throw new ToolException($"Stopped; whether the credits were granted is not known. Run the same command again with --operation {order.Operation}: it happens once.", ExitCode.Interrupted);
        }
    }

    private static void WriteJson(Stream output, GrantOrder order, CreditResult<GrantReceipt> result, GrantReceipt receipt)
    {
        using ResultLines lines = new(output);
        Utf8JsonWriter json = lines.Begin();
        json.WriteString("wallet"u8, order.Wallet.Value);
        json.WriteString("status"u8, result.IsReplayed ? "replayed" : "accepted");
        json.WriteString("grant"u8, receipt.Grant);
        json.WriteString("operation"u8, order.Operation);
        json.WriteAmount("available"u8, result.Totals!.Value.Available);
        json.WriteAmount("reserved"u8, result.Totals.Value.Reserved);
        lines.End();
        lines.Drain();
    }

    private sealed record GrantOrder(WalletId Wallet, CreditAmount Amount, GrantOptions.Given Terms, Actor By, string Operation, bool IsNamed);
}
