using System.ComponentModel;
using Credits.AspNetCore.Access;
using Credits.AspNetCore.Api.Models;
using Credits.AspNetCore.Api.Queries;
using Credits.Pricing;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Credits.AspNetCore.Api.Endpoints;

/// <summary>What is of no wallet in particular.</summary>
internal static class GeneralEndpoints
{
    private static readonly string[] Nothing = [];
    private static readonly string[] Administration = ["read", "limits"];
    private static readonly string[] Everything = ["read", "limits", "billing"];

    public static void Map(RouteGroupBuilder everybody)
    {
        everybody.MapGet("/wallets", WalletsAsync).Reads<WalletsAnswer>("Wallets", "The wallets that the caller may choose from");
        everybody.MapGet("/catalog", Catalog).Reads<CatalogAnswer>("Catalog", "The plans and features there are")
            .WithMetadata(new ApiRoute("/catalog"));
        everybody.MapGet("/antiforgery", Token).Reads<AntiforgeryAnswer>("Antiforgery", "A token for writes that a browser signs by itself");
    }

    private static async Task<IResult> WalletsAsync(HttpContext context, [AsParameters] WalletsQuery query)
    {
        int limit = query.Limit.AsNumber("limit", 1, 1_000, 100);
        List<WalletAnswer> wallets = [];
        foreach (WalletId wallet in (await CreditsRequest.ListWalletsAsync(context).ConfigureAwait(false)).Take(limit))
        {
            if (await CreditsRequest.FindActorAsync(context, wallet).ConfigureAwait(false) is { } actor)
            {
                bool bills = await CreditsRequest.MayBillAsync(context, actor).ConfigureAwait(false);
                wallets.Add(new(wallet.Value, ActorAnswer.Of(actor), bills ? Everything : actor.Role == ActorRole.Member ? Nothing : Administration));
            }
        }

        return new JsonAnswer<WalletsAnswer>(new(wallets), ApiJson.Default.WalletsAnswer);
    }

    private static JsonAnswer<CatalogAnswer> Catalog([FromServices] CreditCatalog catalog) =>
        new(CatalogAnswer.Of(catalog), ApiJson.Default.CatalogAnswer);

    private static JsonAnswer<AntiforgeryAnswer> Token(HttpContext context, [FromServices] IAntiforgery antiforgery)
    {
        AntiforgeryTokenSet tokens = antiforgery.GetAndStoreTokens(context);
        return new(new(tokens.HeaderName ?? "", tokens.RequestToken ?? ""), ApiJson.Default.AntiforgeryAnswer);
    }

    internal sealed class WalletsQuery
    {
        [FromQuery(Name = "limit")]
        [Description("At most how many: 1 to 1,000; 100 by default.")]
        public string? Limit { get; set; }
    }
}
