using System.Net;
using System.Net.Sockets;

namespace Credits.PostgreSql.Tests.Server;

/// <summary>
/// Stands between a client and the server, and cuts the connection where it is told to: when the server has answered the next message,
/// which the client then never hears.
/// </summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _serverPort;
    private int _cutsLeft;
    private volatile bool _refuses;

    public CuttingProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many answers were lost.</summary>
    public int Cuts { get; private set; }

    public void CutNextAnswers(int count) => Volatile.Write(ref _cutsLeft, count);

    /// <summary>New connections are closed at once, as by a server that is down.</summary>
    public void Refuse(bool refuses) => _refuses = refuses;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                if (_refuses)
                {
                    client.Dispose();
                    continue;
                }

                _ = ServeAsync(client);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient server = new();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _serverPort);
                client.NoDelay = server.NoDelay = true;
                bool isArmed = false;
                Task toServer = CopyAsync(client, server, () =>
                {
                    // Armed by what the client says after it was asked for: answers on their way already are let through.
                    isArmed |= Volatile.Read(ref _cutsLeft) > 0;
                    return true;
                });
                Task toClient = CopyAsync(server, client, () =>
                {
                    if (!isArmed || Interlocked.Decrement(ref _cutsLeft) < 0)
                    {
                        return true;
                    }

                    Cuts++;
                    return false;
                });
                await Task.WhenAny(toServer, toClient);
            }
            catch (Exception error) when (error is SocketException or IOException or ObjectDisposedException)
            {
                // One side has gone; the other follows.
            }
        }
    }

    private static async Task CopyAsync(TcpClient from, TcpClient to, Func<bool> passes)
    {
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = await from.GetStream().ReadAsync(buffer)) > 0 && passes();)
        {
            await to.GetStream().WriteAsync(buffer.AsMemory(0, read));
        }
    }
}
