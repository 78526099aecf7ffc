using System.Globalization;
using NodaTime;

namespace Credits.AspNetCore.Charging;

/// <summary>
/// Reserves for a request that may be a repetition. The first attempt's operation is the key itself, those after a failed one are numbered;
/// while an attempt is under way, and after one was charged, there is no other: nobody works twice for one charge.
/// </summary>
internal static class Attempt
{
    private const int MostAttempts = 100;

    /// <summary>Too short to move any reservation's end, so that asking whether it is still open changes nothing.</summary>
    private static readonly Duration Shortest = Duration.FromTicks(10);

    public static async ValueTask<CreditResult<CreditReservation>> ReserveAsync(
        ICredits credits,
        WalletId wallet,
        string feature,
        Actor by,
        Quantity? quantity,
        Duration? timeToLive,
        string? key,
        CancellationToken cancellationToken)
    {
        string? operation = key;
        for (int attempt = 2; ; attempt++)
        {
            CreditResult<CreditReservation> reserved = await credits.ReserveAsync(
                wallet, feature, by, quantity, timeToLive: timeToLive, operation: operation, cancellationToken: cancellationToken).ConfigureAwait(false);
            if (!reserved.IsReplayed || !reserved.TryGetValue(out CreditReservation? before))
            {
                return reserved;
            }

            CreditResult<ExtensionReceipt> open = await credits.ExtendAsync(wallet, before.Id, Shortest, by, cancellationToken: cancellationToken).ConfigureAwait(false);
            if (open.IsAccepted)
            {
                throw Repeated("operation_in_progress", "The operation is under way", $"A request with the key '{key}' is under way, or was broken off; try again when it has ended.");
            }

            if (open.Refusal.Code is not (RefusalCode.ReservationReleased or RefusalCode.ReservationExpired) || attempt > MostAttempts)
            {
                throw Repeated(WireNames.Of(open.Refusal.Code), "The operation was carried out before", $"A request with the key '{key}' was carried out before; it is not carried out again.");
            }

            operation = string.Create(CultureInfo.InvariantCulture, $"{key}#{attempt}");
        }
    }

    private static Problems.RequestProblemException Repeated(string code, string title, string detail) =>
        new(Problems.ProblemCatalog.Of(code, Microsoft.AspNetCore.Http.StatusCodes.Status409Conflict, title, detail));
}
