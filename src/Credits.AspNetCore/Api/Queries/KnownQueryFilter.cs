using System.Reflection;
using Credits.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Credits.AspNetCore.Api.Queries;

/// <summary>Answers a query parameter that is unknown or doubled: a misspelt filter would otherwise let everything through.</summary>
internal static class KnownQueryFilter
{
    public static EndpointFilterDelegate Create(EndpointFilterFactoryContext context, EndpointFilterDelegate next)
    {
        HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);
        foreach (ParameterInfo parameter in context.MethodInfo.GetParameters().Where(static p => p.IsDefined(typeof(AsParametersAttribute))))
        {
            known.UnionWith(parameter.ParameterType.GetProperties().Select(static p => p.GetCustomAttribute<FromQueryAttribute>()?.Name).OfType<string>());
        }

        return async invocation =>
        {
            foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in invocation.HttpContext.Request.Query)
            {
                if (!known.Contains(name))
                {
                    throw RequestProblemException.Field(name, known.Count == 0 ? "No query parameter is known here." : $"The query parameters known here are {string.Join(", ", known)}.");
                }

                if (values.Count > 1)
                {
                    throw RequestProblemException.Field(name, $"{name}: it is given once.");
                }
            }

            return await next(invocation).ConfigureAwait(false);
        };
    }
}
