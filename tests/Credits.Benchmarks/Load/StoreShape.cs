namespace Credits.Benchmarks.Load;

/// <summary>What the library's store holds before the load begins.</summary>
/// <param name="Wallets">Wallets that the load goes to.</param>
/// <param name="Grants">Grants in each of these; 3 or more.</param>
/// <param name="OtherWallets">Wallets besides them, which the load leaves alone.</param>
/// <param name="Rows">Consumes written before, spread over the wallets that the load goes to.</param>
/// <param name="DueWallets">Wallets besides them in which something is due when the load begins.</param>
internal sealed record StoreShape(int Wallets, int Grants, int OtherWallets, long Rows, int DueWallets = 0)
{
    public const int FewestGrants = 3;

    public static string Wallet(int number) => $"wallet-{number}";

    /// <summary>The same load on a store that has nothing else.</summary>
    public StoreShape Fresh => new(Wallets, FewestGrants, 0, 0);
}
