using System.Globalization;
using Credits.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Credits.AspNetCore;

/// <summary>Refusals and failures as problem details (RFC 9457): a stable <c>code</c>, the numbers involved, and a sentence for people.</summary>
/// <example>
/// <code>
/// app.MapPost("/cases", async (ICredits credits, …) =>
///     (await credits.ConsumeAsync(org, "test-cases", user, 5)) is { Refusal: { } refusal } ? refusal.ToProblemResult() : Results.Ok());
/// </code>
/// </example>
public static class CreditsProblemExtensions
{
    /// <summary>How long a caller is asked to wait before he repeats what the store failed, in seconds.</summary>
    internal const int RetryAfterSeconds = 1;

    /// <summary>
    /// The refusal as problem details. Status 402 for <c>insufficient_credits</c> and <c>hard_limit_reached</c>, 403 for
    /// <c>not_authorized</c>, 404 for what is not found, 409 for what the state forbids, 422 for what can never be so. Extensions:
    /// <c>code</c>, and amounts as text: <c>available</c>, <c>requested</c>, <c>shortfall</c>; <c>policy</c>, <c>usage</c>,
    /// <c>threshold</c>, <c>remaining</c>, <c>resetsAt</c>.
    /// </summary>
    /// <param name="refusal">The refusal.</param>
    /// <returns>New problem details.</returns>
    public static ProblemDetails ToProblemDetails(this Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        if (refusal.Code == RefusalCode.WalletNotFound)
        {
            return ProblemCatalog.WalletNotFound();
        }

        ProblemDetails problem = ProblemCatalog.Of(WireNames.Of(refusal.Code), ProblemCatalog.StatusOf(refusal.Code), ProblemCatalog.TitleOf(refusal.Code), refusal.Message);
        switch (refusal)
        {
            case HardLimitRefusal limit:
                problem.Extensions["policy"] = limit.Policy;
                problem.Extensions["usage"] = limit.Usage.ToString();
                problem.Extensions["threshold"] = limit.Threshold.ToString();
                problem.Extensions["remaining"] = limit.Remaining.ToString();
                if (limit.ResetsAt is { } resetsAt)
                {
                    problem.Extensions["resetsAt"] = Api.WireText.Of(resetsAt);
                }

                break;
            case InsufficientCreditsRefusal insufficient:
                problem.Extensions["available"] = insufficient.Available.ToString();
                problem.Extensions["requested"] = insufficient.Requested.ToString();
                problem.Extensions["shortfall"] = insufficient.Shortfall.ToString();
                break;
        }

        return problem;
    }

    /// <summary>The refusal behind the exception as problem details; see the overload for <see cref="Refusal"/>.</summary>
    /// <param name="exception">What GetValueOrThrow threw.</param>
    /// <returns>New problem details.</returns>
    public static ProblemDetails ToProblemDetails(this CreditsRefusedException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.Refusal.ToProblemDetails();
    }

    /// <summary>
    /// The failure as problem details with status 503 and code <c>unavailable</c>. Extensions: <c>fate</c> (<c>not_applied</c> or
    /// <c>unknown</c>), <c>operation</c> (the id to repeat it with) and <c>retryAfter</c> (seconds). What the store itself said is left out:
    /// it is for the log. <see cref="ToProblemResult(CreditsUnavailableException)"/> sends the header Retry-After with it.
    /// </summary>
    /// <param name="exception">What the library threw.</param>
    /// <returns>New problem details.</returns>
    public static ProblemDetails ToProblemDetails(this CreditsUnavailableException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        ProblemDetails problem = ProblemCatalog.Of(
            "unavailable",
            StatusCodes.Status503ServiceUnavailable,
            "Credits are not available now",
            (exception.Operation, exception.Fate) switch
            {
                (null, _) => "The wallet could not be read; nothing was written. Try again.",
                (_, CommandFate.NotApplied) => "Nothing was written. Repeat it with the same operation id.",
                _ => "It may or may not have been written. Repeat it with the same operation id to learn which; it happens once.",
            });
        problem.Extensions["fate"] = WireNames.Of(exception.Fate);
        problem.Extensions["retryAfter"] = RetryAfterSeconds;
        if (exception.Operation is { } operation)
        {
            problem.Extensions["operation"] = operation;
        }

        return problem;
    }

    /// <summary>The refusal as an answer of an endpoint: problem details with their status.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <returns>The answer.</returns>
    public static IResult ToProblemResult(this Refusal refusal) => new ProblemAnswer(refusal.ToProblemDetails());

    /// <summary>The failure as an answer of an endpoint: status 503, problem details, and the header Retry-After.</summary>
    /// <param name="exception">What the library threw.</param>
    /// <returns>The answer.</returns>
    public static IResult ToProblemResult(this CreditsUnavailableException exception) =>
        new ProblemAnswer(exception.ToProblemDetails()) { RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture) };
}
