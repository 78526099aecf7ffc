using Credits;

namespace TestStudio.Features;

/// <summary>Compares two screenshots. The size of the work is known beforehand, so its price is taken at once.</summary>
internal sealed class VisualComparison(ICredits credits, SimulatedModel model)
{
    public const string Key = "visual-comparison";

    /// <summary>To be changed whenever the price below changes, so that open reservations keep the price they were made with.</summary>
    public const string PriceVersion = "2026-01";

    private const decimal ViewportPixels = 1920 * 1080;

    /// <summary>1 to 4 credits within one viewport, 5 to 8 beyond, by size and by how much is on the page.</summary>
    public static CreditAmount? PriceOf(Quantity page)
    {
        decimal pixels = page["widthPixels"] * page["heightPixels"];
        if (pixels == 0)
        {
            return null; // Not a page: the debit is refused as quantity_not_priced.
        }

        int content = page["elements"] switch { <= 100 => 0, <= 500 => 1, _ => 2 };
        return pixels <= ViewportPixels
            ? 1 + (pixels > ViewportPixels / 2 ? 1 : 0) + content
            : 5 + (pixels > ViewportPixels * 4 ? 1 : 0) + content;
    }

    public async Task<FeatureResult> RunAsync(WalletId wallet, Actor by, int widthPixels, int heightPixels, int elements, string operation)
    {
        Quantity page = Quantity.Of(("widthPixels", widthPixels), ("heightPixels", heightPixels), ("elements", elements));
        CreditResult<Debit> debit = await credits.ConsumeAsync(wallet, Key, by, page, operation: operation);
        return debit.Refusal is { } refusal
            ? FeatureResult.Refused(refusal)
            : new(model.Differences(widthPixels, heightPixels), debit.Value.Amount, debit.Totals!.Value.Available);
    }
}
