using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Credits.PostgreSql.Tests.Server;

/// <summary>
/// Stands between a client and the server, and cuts the connection where it is told to: when the server has answered the next message,
/// which the client then never hears.
/// </summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly SemaphoreSlim _refused = new(0);
    private readonly int _serverPort;
    private int _cutsLeft;
    private volatile bool _refuses;
    private volatile byte[]? _text;
    private Func<Task> _meanwhileAsync = () => Task.CompletedTask;

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

    /// <summary>Cuts once, the answer to a message with this text in it, after something was done meanwhile.</summary>
    public void CutAnswerTo(string text, Func<Task> meanwhileAsync)
    {
        _text = Encoding.UTF8.GetBytes(text);
        _meanwhileAsync = meanwhileAsync;
    }

    /// <summary>New connections are closed at once, as by a server that is down.</summary>
    public void Refuse(bool refuses) => _refuses = refuses;

    /// <summary>Waits until somebody was refused so often.</summary>
    public async Task UntilRefusedAsync(int times)
    {
        for (int i = 0; i < times; i++)
        {
            (await _refused.WaitAsync(TimeSpan.FromMinutes(2))).Should().BeTrue("somebody tries to connect");
        }
    }

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
                    _refused.Release();
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
                bool isMeant = false;
                Task toServer = CopyAsync(client, server, said =>
                {
                    // Armed by what the client says after it was asked for: answers on their way already are let through.
                    isArmed |= Volatile.Read(ref _cutsLeft) > 0;
                    isMeant |= _text is { } text && said.Span.IndexOf(text) >= 0;
                    return new(true);
                });
                Task toClient = CopyAsync(server, client, async _ =>
                {
                    if (isMeant)
                    {
                        _text = null;
                        await _meanwhileAsync();
                    }
                    else if (!isArmed || Interlocked.Decrement(ref _cutsLeft) < 0)
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

    private static async Task CopyAsync(TcpClient from, TcpClient to, Func<ReadOnlyMemory<byte>, ValueTask<bool>> passesAsync)
    {
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = await from.GetStream().ReadAsync(buffer)) > 0 && await passesAsync(buffer.AsMemory(0, read));)
        {
            await to.GetStream().WriteAsync(buffer.AsMemory(0, read));
        }
    }
}
