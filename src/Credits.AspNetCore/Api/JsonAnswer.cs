using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Credits.AspNetCore.Access;
using Microsoft.AspNetCore.Http;

namespace Credits.AspNetCore.Api;

/// <summary>A value as JSON.</summary>
internal sealed class JsonAnswer<T>(T value, JsonTypeInfo<T> type) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        SecurityHeaders.Apply(httpContext);
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        return JsonSerializer.SerializeAsync(httpContext.Response.Body, value, type, httpContext.RequestAborted);
    }
}
