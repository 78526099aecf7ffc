namespace Credits.TopUps;

/// <summary>
/// Takes the money for an automatic purchase: the host's connection to a payment provider. Called outside every wallet's lane, so that no
/// debit waits for it, and safe for concurrent use. See docs/top-up.md.
/// </summary>
/// <remarks>
/// The same attempt may be asked about any number of times: after an exception, a time-out or a crash, and when an answer stays out. So hand
/// <see cref="TopUpRequest.Attempt"/> to the payment provider as its idempotency key, and answer what became of that one payment.
/// </remarks>
public interface ITopUpProvider
{
    /// <summary>Takes the payment of an attempt, or tells what became of it when it was asked for before.</summary>
    /// <param name="request">What to buy.</param>
    /// <param name="cancellationToken"><see cref="CreditsOptions.NoticeTimeout"/> is over, or the host is stopping.</param>
    /// <returns>
    /// What became of it. An exception, or no answer in time, means that nobody knows: the same attempt is asked about again, and it counts
    /// neither as bought nor as failed.
    /// </returns>
    ValueTask<TopUpOutcome> PurchaseAsync(TopUpRequest request, CancellationToken cancellationToken);
}
