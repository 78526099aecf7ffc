using System.Text.Json;
using Credits.AspNetCore.Access;
using Credits.AspNetCore.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Credits.AspNetCore.Problems;

/// <summary>Problem details as an answer, the same whatever the host configured for its own.</summary>
internal sealed class ProblemAnswer(ProblemDetails problem) : IResult, IStatusCodeHttpResult, IValueHttpResult<ProblemDetails>
{
    public string? RetryAfter { get; init; }

    public int? StatusCode => problem.Status;

    public ProblemDetails Value => problem;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        SecurityHeaders.Apply(httpContext);
        HttpResponse response = httpContext.Response;
        response.StatusCode = problem.Status ?? StatusCodes.Status500InternalServerError;
        response.ContentType = "application/problem+json";
        if (RetryAfter is not null)
        {
            response.Headers.RetryAfter = RetryAfter;
        }

        return JsonSerializer.SerializeAsync(response.Body, problem, ApiJson.Default.ProblemDetails, httpContext.RequestAborted);
    }
}
