namespace Credits.Cli.Verify;

/// <summary>What came of verifying a wallet.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Entries">How many entries of its journal were replayed.</param>
/// <param name="Rows">How many transactions they hold.</param>
/// <param name="Faults">Everything that does not agree; empty where all is well.</param>
/// <param name="IsMissing">Whether there is no such wallet.</param>
internal sealed record VerifiedWallet(WalletId Wallet, long Entries, long Rows, IReadOnlyList<VerificationFault> Faults, bool IsMissing = false);
