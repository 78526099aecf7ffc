using Microsoft.AspNetCore.Http;

namespace Credits.AspNetCore.Problems;

/// <summary>Words what endpoints and the library throw. A response under way is not touched: the server breaks it off.</summary>
internal sealed class ProblemFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpResponse response = context.HttpContext.Response;
        try
        {
            return await next(context).ConfigureAwait(false);
        }
        catch (RequestProblemException invalid) when (!response.HasStarted)
        {
            return new ProblemAnswer(invalid.Problem);
        }
        catch (InvalidFieldException invalid) when (!response.HasStarted)
        {
            string field = invalid.ParamName == "operation" ? "Idempotency-Key" : invalid.ParamName ?? "";
            return new ProblemAnswer(ProblemCatalog.Invalid("invalid_value", field, invalid.Message));
        }
        catch (CreditsUnavailableException failure) when (!response.HasStarted)
        {
            return failure.ToProblemResult();
        }
    }
}
