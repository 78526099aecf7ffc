using Microsoft.AspNetCore.Mvc;

namespace Credits.AspNetCore.Problems;

/// <summary>A request that can never be right, found on the way into an endpoint; answered as the problem it carries.</summary>
internal sealed class RequestProblemException(ProblemDetails problem) : Exception(problem.Detail)
{
    public ProblemDetails Problem { get; } = problem;

    public static RequestProblemException Field(string field, string detail) => new(ProblemCatalog.Invalid("invalid_value", field, detail));
}
