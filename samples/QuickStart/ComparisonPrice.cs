using Credits;

namespace QuickStart;

/// <summary>
/// The host's own price of a visual comparison: 1 to 4 credits for a page within one viewport, 5 to 8 beyond, by size and by how much
/// is on it. The library asks for it wherever the feature is quoted, consumed or captured.
/// </summary>
internal static class ComparisonPrice
{
    /// <summary>To be changed whenever the results below change, so that open reservations keep the price they were made with.</summary>
    public const string Version = "2026-01";

    private const decimal ViewportPixels = 1920 * 1080;

    public static CreditAmount? Of(Quantity page)
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
}
