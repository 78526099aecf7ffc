using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Credits.AspNetCore.Charging;

/// <summary>Captures or releases a request's reservation. It is not given up with the request: what was used was used.</summary>
internal sealed class Settlement(CreditsCharge charge, CreditReservation reservation, ILogger logger)
{
    public ValueTask ReleaseAsync() => reservation.DisposeAsync();

    /// <summary>Captures after a success, releases after anything else.</summary>
    /// <returns>Why it could not be captured, if so; the reservation is given back then.</returns>
    public async ValueTask<Refusal?> SettleAsync(int status)
    {
        if (status is < StatusCodes.Status200OK or >= StatusCodes.Status300MultipleChoices)
        {
            await ReleaseAsync().ConfigureAwait(false);
            return null;
        }

        CreditResult<CaptureReceipt> captured = await reservation.CaptureAsync(charge.Used, allowPartial: true).ConfigureAwait(false);
        if (captured.Refusal is { Code: RefusalCode.ExceedsReservation } exceeds)
        {
            logger.LogWarning("Used more than was reserved; what was reserved is charged. {Refusal}", exceeds.Message);
            captured = await reservation.CaptureAsync().ConfigureAwait(false);
        }

        if (captured.Refusal is not { } refusal)
        {
            return null;
        }

        logger.LogError("Reservation '{Reservation}' of wallet '{Wallet}' could not be captured: {Refusal}", charge.Reservation, charge.Wallet, refusal.Message);
        await ReleaseAsync().ConfigureAwait(false);
        return refusal;
    }
}
