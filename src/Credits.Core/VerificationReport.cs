namespace Credits;

/// <summary>What came of replaying a wallet's journal against what is stored and derived.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Entries">How many entries were replayed.</param>
/// <param name="Rows">How many transaction rows they hold.</param>
/// <param name="Faults">Everything that does not agree, each with its place and both values; empty where all is well. After the first hundred no more are looked for.</param>
public sealed record VerificationReport(WalletId Wallet, long Entries, long Rows, IReadOnlyList<VerificationFault> Faults)
{
    /// <summary>Whether all is well.</summary>
    public bool IsClean => Faults.Count == 0;
}
