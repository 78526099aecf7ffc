using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Credits.AspNetCore.Access;

/// <summary>Marks one endpoint of the API, so that pages find where it is mapped, below whatever group.</summary>
/// <param name="Path">The endpoint's path below the prefix.</param>
internal sealed record ApiRoute(string Path)
{
    /// <summary>The API's route as a browser sees it, path base included; null where it is not mapped.</summary>
    public static string? Find(HttpContext context)
    {
        foreach (RouteEndpoint endpoint in context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<ApiRoute>() is { } mark)
            {
                string whole = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
                return context.Request.PathBase.Add(whole[..^mark.Path.Length]).Value;
            }
        }

        return null;
    }
}
