using Credits.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Credits.AspNetCore.Charging;

/// <summary>Tells what a handler's answer will be before it is sent.</summary>
internal static class Streaming
{
    /// <summary>
    /// Whether work goes on while the answer is sent. Values, texts and bare statuses are made already; of results that this library does not
    /// know, nobody knows.
    /// </summary>
    public static bool IsStreamed(object? answer) => Unwrap(answer) switch
    {
        null or string => false,
        Stream => true,
        IValueHttpResult { Value: var value } => IsSequence(value),
        ContentHttpResult or NoContent or Ok or Created or Accepted or StatusCodeHttpResult or ProblemAnswer => false,
        IResult => true,
        var value => IsSequence(value),
    };

    /// <summary>The status that the answer will have, where it says so.</summary>
    public static int? StatusOf(object? answer) => Unwrap(answer) is IStatusCodeHttpResult { StatusCode: { } status } ? status : null;

    private static object? Unwrap(object? answer) => answer is INestedHttpResult nested ? Unwrap(nested.Result) : answer;

    private static bool IsSequence(object? value) =>
        value?.GetType().GetInterfaces().Any(static i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)) == true;
}
