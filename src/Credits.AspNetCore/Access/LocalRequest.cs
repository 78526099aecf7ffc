using System.Net;
using Microsoft.AspNetCore.Http;

namespace Credits.AspNetCore.Access;

/// <summary>Requests from the machine itself, by a name of the machine itself: a page elsewhere whose name was pointed here is none.</summary>
internal static class LocalRequest
{
    public static bool Is(HttpContext context)
    {
        // A server in the same process and a Unix socket have no address.
        IPAddress? remote = context.Connection.RemoteIpAddress;
        return (remote is null || IPAddress.IsLoopback(remote)) && IsLocalName(context.Request.Host.Host);
    }

    private static bool IsLocalName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
