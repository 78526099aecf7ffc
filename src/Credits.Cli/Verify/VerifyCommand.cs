using System.CommandLine;
using Credits.Cli.CommandLine;
using Credits.Cli.Output;
using Credits.Cli.Stores;
using Credits.Cli.Wallets;

namespace Credits.Cli.Verify;

/// <summary><c>credits verify</c>.</summary>
internal static class VerifyCommand
{
    private const int MostParallel = 64;

    public static Command Make(Terminal terminal)
    {
        Argument<string[]> wallets = new("WALLET") { Description = "The wallets; all where none is named.", Arity = ArgumentArity.ZeroOrMore };
        Option<int> parallel = new("--parallel")
        {
            Description = "How many wallets are verified at once.",
            HelpName = "N",
            DefaultValueFactory = _ => Math.Clamp(Environment.ProcessorCount, 1, 8),
        };
        parallel.Validators.Add(given =>
        {
            if (given.Tokens.Count > 0 && int.TryParse(given.Tokens[0].Value, out int count) && count is < 1 or > MostParallel)
            {
                given.AddError($"--parallel is 1 to {MostParallel}.");
            }
        });
        Option<bool> json = WalletArguments.Json();
        Command verify = new(
            "verify",
            "Replays journals and compares what is stored with what follows. Nothing is written. Exit code 1 and what differs, where anything does.") { wallets };
        StoreChoice store = new(verify, terminal);
        verify.Options.Add(parallel);
        verify.Options.Add(json);
        verify.SetAction(terminal, async (parsed, token) =>
        {
            WalletId[] named = [.. (parsed.GetValue(wallets) ?? []).Select(w => new WalletId(w))];
            StoreAddress address = store.Find(parsed);
            await address.RequireTablesAsync(token);
            await using Verification verification = new(address, parsed.GetValue(parallel));
            Progress progress = new(terminal, "wallets", named.Length > 0 ? named.Length : await verification.CountAsync(token));
            using VerifyReport report = new(terminal, progress, address, parsed.GetValue(json));
            await foreach (VerifiedWallet wallet in verification.RunAsync(named, token))
            {
                report.Add(wallet);
            }

            return report.End();
        });
        HelpWithExamples.Add(verify, """
            Compared are each grant's conservation, each row's running sum, the totals of each entry, where the ids of operations, reservations and refunded charges lead, the snapshot, and the state in use.

            Examples:
              credits verify --store sqlite:credits.db
              credits verify acme globex --store 'postgres:Host=localhost;Database=app;Username=app'
              credits verify --store sqlite:credits.db --json | jq -r 'select(.fault) | .wallet' | sort -u
              credits verify acme --store sqlite:credits.db --json | jq -r 'select(.grant) | [.check, .grant, .field, .stored, .replayed] | @tsv'
            """);
        return verify;
    }
}
