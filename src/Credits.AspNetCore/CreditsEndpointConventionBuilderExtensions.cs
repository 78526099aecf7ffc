using Credits;
using Credits.AspNetCore.Charging;
using Credits.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Charges endpoints.</summary>
public static class CreditsEndpointConventionBuilderExtensions
{
    /// <summary>
    /// Reserves credits before the endpoint's handler runs, and afterwards captures what it used, or releases all where it threw or answered
    /// with another status than 2xx. Without enough credits the handler does not run, and the answer is a problem detail.
    /// </summary>
    /// <remarks>
    /// The wallet and the actor come from <see cref="Credits.AspNetCore.ICreditsAccess"/>; see
    /// <see cref="Credits.AspNetCore.CreditsWebOptions.SpendingWallet"/>. The header <c>Idempotency-Key</c> becomes the operation's id: a request that
    /// was carried out before is not carried out again for nothing, but answered 409 <c>reservation_captured</c>; one that failed may be
    /// repeated. A response that is streamed is charged when its stream has ended, any other before it is sent.
    /// </remarks>
    /// <typeparam name="TBuilder">An endpoint or a group.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="feature">The feature's key; it must be in the catalogue.</param>
    /// <param name="quantity">The most that is used; the feature's default where left out.</param>
    /// <param name="timeToLive">How long the work may take, at most 7 days; the feature's default where left out.</param>
    /// <returns>The builder.</returns>
    /// <example>
    /// <code>
    /// app.MapPost("/wallets/{wallet}/cases", async (HttpContext context, Generator generator) =>
    /// {
    ///     var cases = await generator.RunAsync();
    ///     CreditsCharge.Of(context)!.Used = cases.Count;
    ///     return cases;
    /// }).RequireAuthorization("credits").RequireCredits("test-cases", quantity: 5);
    /// </code>
    /// </example>
    public static TBuilder RequireCredits<TBuilder>(this TBuilder builder, string feature, Quantity? quantity = null, Duration? timeToLive = null)
        where TBuilder : IEndpointConventionBuilder => builder.RequireCredits(feature, _ => quantity, timeToLive);

    /// <summary>The same, with a quantity that depends on the request.</summary>
    /// <typeparam name="TBuilder">An endpoint or a group.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="feature">The feature's key; it must be in the catalogue.</param>
    /// <param name="quantity">Tells the most that is used; null for the feature's default. A quantity that can never be right is answered 400.</param>
    /// <param name="timeToLive">How long the work may take, at most 7 days; the feature's default where left out.</param>
    /// <returns>The builder.</returns>
    public static TBuilder RequireCredits<TBuilder>(this TBuilder builder, string feature, Func<HttpContext, Quantity?> quantity, Duration? timeToLive = null)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(feature);
        ArgumentNullException.ThrowIfNull(quantity);
        builder.AddEndpointFilter<TBuilder, ProblemFilter>();
        return builder.AddEndpointFilterFactory((context, next) =>
        {
            ChargeFilter.RequireFeature(context.ApplicationServices, feature);
            ChargeFilter filter = new(feature, quantity, timeToLive);
            return invocation => filter.InvokeAsync(invocation, next);
        });
    }
}
