using System.Globalization;
using Credits.AspNetCore.Api.Models;
using Credits.AspNetCore.Api.Queries;
using Credits.AspNetCore.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credits.AspNetCore.Api.Endpoints;

/// <summary>One row, and why it is as it is.</summary>
internal static class ExplanationEndpoint
{
    public static void Map(RouteGroupBuilder administrators) =>
        administrators.MapGet("/transactions/{sequence}", ExplainAsync)
            .Reads<ExplanationAnswer>("Transaction", "One transaction, explained: the grants it moved, its price, and where limits stood");

    private static async Task<IResult> ExplainAsync(HttpContext context, string sequence, [AsParameters] WalletPath path)
    {
        WalletCall call = WalletCall.Of(context);
        if (!long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            return new ProblemAnswer(NotFound());
        }

        try
        {
            return WalletCall.Answer(
                await call.Admin.ExplainAsync(call.Wallet, number, call.Actor, call.Aborted).ConfigureAwait(false),
                ExplanationAnswer.Of,
                ApiJson.Default.ExplanationAnswer);
        }
        catch (ArgumentOutOfRangeException outside) when (outside.ParamName == nameof(sequence))
        {
            return new ProblemAnswer(NotFound());
        }
    }

    private static Microsoft.AspNetCore.Mvc.ProblemDetails NotFound() => ProblemCatalog.Of(
        "transaction_not_found", StatusCodes.Status404NotFound, "There is no such transaction", "The wallet has no transaction of that number.");
}
