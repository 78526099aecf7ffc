using Microsoft.AspNetCore.Http;

namespace Credits.AspNetCore.Charging;

/// <summary>An answer whose charge is settled when it was sent to its end; breaking it off releases.</summary>
internal sealed class StreamedAnswer(object answer, Settlement settlement) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        try
        {
            IResult result = answer switch
            {
                IResult made => made,
                Stream stream => TypedResults.Stream(stream),
                _ => Results.Json(answer),
            };
            await result.ExecuteAsync(httpContext).ConfigureAwait(false);
        }
        catch
        {
            await settlement.ReleaseAsync().ConfigureAwait(false);
            throw;
        }

        // The response is on its way: what is refused now can only be logged, as SettleAsync does.
        await settlement.SettleAsync(httpContext.Response.StatusCode).ConfigureAwait(false);
    }
}
