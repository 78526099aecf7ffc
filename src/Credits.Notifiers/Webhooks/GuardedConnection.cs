using System.Net;
using System.Net.Sockets;

namespace Credits.Notifiers;

/// <summary>
/// Makes the connections of webhooks. The address that was looked at is the address that is connected to: a name that is public when asked and private a moment later
/// gets nobody in.
/// </summary>
internal static class GuardedConnection
{
    /// <summary>How much of an answer is read so that the connection can be used again; of a longer one the connection is dropped.</summary>
    private const int MostAnswerBytes = 64 * 1024;

    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    public static SocketsHttpHandler MakeHandler(WebhookNotifierOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false, // A proxy would connect where this side cannot look.
        ConnectTimeout = options.Timeout,
        PooledConnectionLifetime = ConnectionLifetime, // Names move.
        MaxResponseDrainSize = MostAnswerBytes,
        ConnectCallback = (context, cancellationToken) =>
            ConnectAsync(context.DnsEndPoint, options.AllowPrivateAddresses, Dns.GetHostAddressesAsync, cancellationToken),
    };

    internal static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint target, bool allowPrivate, Func<string, CancellationToken, Task<IPAddress[]>> resolveAsync, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = IPAddress.TryParse(target.Host, out IPAddress? literal)
            ? [literal]
            : await resolveAsync(target.Host, cancellationToken).ConfigureAwait(false);
        IPAddress[] allowed = allowPrivate ? addresses : [.. addresses.Where(PublicAddress.Is)];
        if (allowed.Length == 0)
        {
            throw new PrivateAddressException(target.Host);
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
