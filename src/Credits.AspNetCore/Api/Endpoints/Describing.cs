using Credits.AspNetCore.Api.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Credits.AspNetCore.Api.Endpoints;

/// <summary>What OpenAPI is told of an endpoint.</summary>
internal static class Describing
{
    private const string Json = "application/json";

    public static RouteHandlerBuilder Reads<TAnswer>(this RouteHandlerBuilder endpoint, string name, string summary) =>
        endpoint.WithName($"Credits_{name}").WithSummary(summary).Produces<TAnswer>(StatusCodes.Status200OK, Json);

    public static RouteHandlerBuilder Writes<TBody>(this RouteHandlerBuilder endpoint, string name, string summary)
        where TBody : notnull =>
        endpoint.Takes<TBody, WriteAnswer>(name, summary)
            .WithDescription($"The header {IdempotencyKey.Header} is the operation's id: repeated with it, the write happens once and the original answer comes again.")
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <summary>What changes something, and is no operation of the wallet.</summary>
    public static RouteHandlerBuilder Takes<TBody, TAnswer>(this RouteHandlerBuilder endpoint, string name, string summary)
        where TBody : notnull =>
        endpoint.Reads<TAnswer>(name, summary)
            .Accepts<TBody>(Json)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
}
