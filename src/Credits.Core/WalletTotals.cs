namespace Credits;

/// <summary>What a wallet holds, after a command.</summary>
/// <param name="Available">Credits that can be spent.</param>
/// <param name="Reserved">Credits that open reservations hold.</param>
public readonly record struct WalletTotals(CreditAmount Available, CreditAmount Reserved);
