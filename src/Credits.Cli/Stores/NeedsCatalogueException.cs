namespace Credits.Cli.Stores;

/// <summary>What fell due in a wallet cannot be known without the host's catalogue.</summary>
internal sealed class NeedsCatalogueException(WalletId wallet, CatalogueNeed need) : Exception(
    $"In wallet '{wallet}' {need.What}, and is not recorded yet. What it does depends on the host's catalogue: give --catalog FILE, or let a service of the host record it first. Nothing was written.")
{
    public CatalogueNeed Need { get; } = need;
}
