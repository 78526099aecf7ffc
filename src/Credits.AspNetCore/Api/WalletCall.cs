using System.Text.Json.Serialization.Metadata;
using Credits.AspNetCore.Api.Models;
using Credits.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Credits.AspNetCore.Api;

/// <summary>A request about a wallet by somebody whom it concerns; what endpoints are handed.</summary>
internal sealed class WalletCall(HttpContext context, WalletId wallet, Actor actor)
{
    public WalletId Wallet => wallet;

    public Actor Actor => actor;

    public CancellationToken Aborted => context.RequestAborted;

    public ICreditsAdmin Admin => context.RequestServices.GetRequiredService<ICreditsAdmin>();

    public ICredits Credits => context.RequestServices.GetRequiredService<ICredits>();

    public Instant Now => context.RequestServices.GetRequiredService<IClock>().GetCurrentInstant();

    /// <summary>The call that the wallet's filter let pass.</summary>
    public static WalletCall Of(HttpContext context) =>
        context.Features.Get<WalletCall>() ?? throw new InvalidOperationException("This endpoint is mapped outside the wallet's filter.");

    public static T Require<T>(T? value, string field)
        where T : struct => value ?? throw Missing(field);

    public static string Require(string? value, string field) => value ?? throw Missing(field);

    public static TEnum Name<TEnum>(string value, string field)
        where TEnum : struct, Enum => WireNames.TryParse(value, out TEnum member)
        ? member
        : throw RequestProblemException.Field(field, $"{field}: it is one of {string.Join(", ", WireNames.All<TEnum>())}.");

    public static RequestProblemException Missing(string field) => new(ProblemCatalog.Invalid("invalid_request", field, $"{field}: it is required."));

    /// <summary>The body; what is wrong with it is thrown as the problem it is answered with.</summary>
    public ValueTask<T> ReadAsync<T>(JsonTypeInfo<T> type)
        where T : class => JsonBody.ReadAsync(context, type);

    /// <summary>The id of the operation that a write carries, if it says one.</summary>
    public string? Operation => IdempotencyKey.Of(context.Request);

    /// <summary>The answer to a read.</summary>
    public static IResult Answer<T, TAnswer>(CreditResult<T> result, Func<T, TAnswer> answer, JsonTypeInfo<TAnswer> type)
        where T : notnull => result.TryGetValue(out T? value) ? new JsonAnswer<TAnswer>(answer(value), type) : result.Refusal!.ToProblemResult();

    /// <summary>The answer to a write.</summary>
    public IResult Written<T>(CreditResult<T> result, Func<WriteAnswer, T, WriteAnswer> add)
        where T : notnull
    {
        if (!result.TryGetValue(out T? value))
        {
            return result.Refusal!.ToProblemResult();
        }

        if (result.IsReplayed)
        {
            context.Response.Headers["Idempotency-Replayed"] = "true";
        }

        WalletTotals totals = result.Totals ?? default;
        WriteAnswer answer = new(result.IsReplayed ? "replayed" : "accepted", result.Operation, totals.Available.ToString(), totals.Reserved.ToString());
        return new JsonAnswer<WriteAnswer>(add(answer, value), ApiJson.Default.WriteAnswer);
    }
}
