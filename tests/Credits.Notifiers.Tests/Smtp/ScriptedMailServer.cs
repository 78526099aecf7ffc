using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Credits.Notifiers.Tests.Smtp;

/// <summary>A mail server that answers each line as a test says; null hangs up, an empty answer says nothing.</summary>
internal sealed class ScriptedMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<string, string?> _answer;
    private readonly Task _serving;

    public ScriptedMailServer(Func<string, string?> answer)
    {
        _answer = answer;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    /// <summary>What was said to it, line by line.</summary>
    public List<string> Lines { get; } = [];

    private int Port { get; }

    /// <summary>What a good server answers, with STARTTLS left out.</summary>
    public static string? Good(string line) => line switch
    {
        "" => "220 ready\r\n",
        _ when line.StartsWith("EHLO", StringComparison.Ordinal) => "250-mail.test\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME\r\n",
        _ when line.StartsWith("AUTH PLAIN", StringComparison.Ordinal) => "235 ok\r\n",
        "DATA" => "354 go on\r\n",
        "QUIT" => "221 bye\r\n",
        _ => "250 ok\r\n",
    };

    public SmtpServer Server(SmtpSecurity security = SmtpSecurity.None, bool authenticates = false) => new("127.0.0.1", Port, security)
    {
        UserName = authenticates ? "user" : null,
        Password = authenticates ? "password" : null,
        ClientName = "tests.example.com",
        Timeout = TimeSpan.FromMinutes(2),
    };

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        using TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
        NetworkStream stream = client.GetStream();
        using StreamReader reader = new(stream, Encoding.UTF8);
        bool inLetter = false;
        for (string? line = ""; line is not null; line = await reader.ReadLineAsync(_end.Token))
        {
            Lines.Add(line);
            if (inLetter && line != ".")
            {
                continue;
            }

            string? answer = _answer(line);
            inLetter = answer?.StartsWith("354", StringComparison.Ordinal) == true;
            if (answer is null)
            {
                return;
            }

            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), _end.Token);
        }
    }
}
