using Credits.AspNetCore.Access;
using Credits.AspNetCore.Api;
using Credits.AspNetCore.Problems;
using Credits.Pricing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Credits.AspNetCore.Charging;

/// <summary>Reserves before a handler and settles after it.</summary>
internal sealed class ChargeFilter(string feature, Func<HttpContext, Quantity?> quantity, Duration? timeToLive) : IEndpointFilter
{
    /// <summary>Fails where the host starts rather than at the first request.</summary>
    public static void RequireFeature(IServiceProvider services, string feature)
    {
        if (services.GetService<WebAccessMarker>() is null)
        {
            throw new InvalidOperationException("RequireCredits needs to know who asks: call AddWebAccess<TAccess>(…) on what AddCredits() returned.");
        }

        if (services.GetRequiredService<CreditCatalog>().FindFeature(feature) is null)
        {
            throw new InvalidOperationException($"RequireCredits(\"{feature}\"): the catalogue has no such feature.");
        }
    }

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        if (await SpendingWallet.FindAsync(http).ConfigureAwait(false) is not { } wallet
            || await CreditsRequest.FindActorAsync(http, wallet).ConfigureAwait(false) is not { } actor)
        {
            return new ProblemAnswer(ProblemCatalog.WalletNotFound());
        }

        ICredits credits = http.RequestServices.GetRequiredService<ICredits>();
        CreditResult<CreditReservation> reserved = await Attempt.ReserveAsync(
            credits, wallet, feature, actor, quantity(http), timeToLive, IdempotencyKey.Of(http.Request), http.RequestAborted).ConfigureAwait(false);
        if (!reserved.TryGetValue(out CreditReservation? reservation))
        {
            return reserved.Refusal!.ToProblemResult();
        }

        CreditsCharge charge = new(wallet, feature, actor, reservation);
        http.Features.Set(charge);
        Settlement settlement = new(charge, reservation, http.RequestServices.GetRequiredService<ILogger<ChargeFilter>>());
        object? answer;
        try
        {
            answer = await next(context).ConfigureAwait(false);
        }
        catch
        {
            await reservation.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        if (Streaming.IsStreamed(answer))
        {
            return new StreamedAnswer(answer!, settlement);
        }

        bool started = http.Response.HasStarted;
        Refusal? refusal = await settlement.SettleAsync(Streaming.StatusOf(answer) ?? http.Response.StatusCode).ConfigureAwait(false);
        return refusal is null || started ? answer : refusal.ToProblemResult();
    }
}
