using Credits.TopUps;
using Microsoft.Extensions.DependencyInjection;

namespace Credits.Tests.Snippets;

/// <summary>Code of the README, kept compiling; <see cref="ReadmeTests"/> compares the two.</summary>
internal static class TopUpSnippets
{
    public static async Task SetAsync(IServiceCollection services, ICreditsAdmin admin, Actor administrator)
    {
        // begin: top-up
        services.AddCredits().AddTopUpProvider<CardPayments>();

        await admin.SetTopUpAsync("acme", TopUpSettings.Buy(1_000, below: 200) with { MaxPerDay = 2, MaxCreditsPerMonth = 10_000 }, administrator);
        // end
    }
}

internal interface IPayments
{
    /// <summary>Takes a payment, once for each key.</summary>
    Task<Payment> ChargeAsync(string customer, decimal price, string idempotencyKey, CancellationToken cancellationToken);
}

internal sealed record Payment(string Id, bool? IsPaid, string? Problem);

// begin: top-up-provider
internal sealed class CardPayments(IPayments payments) : ITopUpProvider
{
    public async ValueTask<TopUpOutcome> PurchaseAsync(TopUpRequest request, CancellationToken cancellationToken)
    {
        decimal price = request.Amount.ToDecimal() * 0.01m;
        Payment payment = await payments.ChargeAsync(request.Wallet.Value, price, idempotencyKey: request.Attempt, cancellationToken);
        return payment.IsPaid switch
        {
            true => TopUpOutcome.Paid(payment.Id),
            false => TopUpOutcome.Declined(payment.Problem),
            null => TopUpOutcome.Pending, // The webhook will call CompleteTopUpAsync or FailTopUpAsync.
        };
    }
}
// end
