using System.CommandLine;

namespace Credits.Cli.Wallets;

/// <summary>What commands about one wallet have in common.</summary>
internal static class WalletArguments
{
    public static Argument<string> Wallet() => new("WALLET") { Description = "The wallet's id." };

    public static Option<bool> Json() => new("--json") { Description = "Writes JSON, an object a line, for machines." };
}
