using System.ComponentModel;
using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Credits.Notifiers;

/// <summary>Commands out, replies in, each within a time limit. What fails is told as an <see cref="EmailDeliveryException"/> that says at which step.</summary>
internal sealed class SmtpExchange : IAsyncDisposable
{
    private static readonly TimeSpan LongestQuit = TimeSpan.FromSeconds(2);

    private readonly SmtpServer _server;
    private Stream _stream;
    private SmtpLines _lines;

    private SmtpExchange(SmtpServer server, Stream stream)
    {
        _server = server;
        _stream = stream;
        _lines = new(stream);
    }

    public bool HasMore => _lines.HasMore;

    /// <summary>Whether every command so far got its reply: otherwise nobody knows which reply is to which.</summary>
    public bool IsUsable { get; private set; } = true;

    public static async Task<SmtpExchange> ConnectAsync(SmtpServer server, CancellationToken cancellationToken)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await WithinAsync(server, "the connection", token => socket.ConnectAsync(server.Host, server.Port, token), cancellationToken).ConfigureAwait(false);
            return new(server, new NetworkStream(socket, ownsSocket: true));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async Task SecureAsync(SslClientAuthenticationOptions options, CancellationToken cancellationToken)
    {
        SslStream secured = new(_stream, leaveInnerStreamOpen: false);
        _stream = secured;
        await StepAsync("the TLS handshake", token => new ValueTask(secured.AuthenticateAsClientAsync(options, token)), cancellationToken).ConfigureAwait(false);
        _lines = new(secured);
    }

    /// <summary>Reads a reply that nothing asked for: the greeting.</summary>
    public async Task<SmtpReply> ReadAsync(string what, CancellationToken cancellationToken)
    {
        SmtpReply? reply = null;
        await StepAsync(what, async token => reply = await _lines.ReadReplyAsync(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return reply!;
    }

    /// <summary>Sends a line and reads the reply to it.</summary>
    /// <param name="command">The line.</param>
    /// <param name="what">What it is called in errors; never a password.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<SmtpReply> SendAsync(string command, string what, CancellationToken cancellationToken)
    {
        Debug.Assert(!command.AsSpan().ContainsAny('\r', '\n'), "One line is one command.");
        return SendAsync(Encoding.UTF8.GetBytes(command + "\r\n"), what, cancellationToken);
    }

    public Task<SmtpReply> SendDataAsync(byte[] data, CancellationToken cancellationToken) => SendAsync(data, "the letter", cancellationToken);

    /// <summary>Says goodbye, which changes nothing: what was taken stays taken.</summary>
    public async Task QuitAsync()
    {
        if (!IsUsable)
        {
            return;
        }

        using CancellationTokenSource limit = new(LongestQuit);
        try
        {
            await SendAsync("QUIT", "QUIT", limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is EmailDeliveryException or OperationCanceledException)
        {
            // The server may hang up instead of answering.
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task<SmtpReply> SendAsync(byte[] bytes, string what, CancellationToken cancellationToken)
    {
        SmtpReply? reply = null;
        await StepAsync(
            what,
            async token =>
            {
                await _stream.WriteAsync(bytes, token).ConfigureAwait(false);
                await _stream.FlushAsync(token).ConfigureAwait(false);
                reply = await _lines.ReadReplyAsync(token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return reply!;
    }

    private async Task StepAsync(string what, Func<CancellationToken, ValueTask> stepAsync, CancellationToken cancellationToken)
    {
        IsUsable = false;
        await WithinAsync(_server, what, stepAsync, cancellationToken).ConfigureAwait(false);
        IsUsable = true;
    }

    private static async Task WithinAsync(SmtpServer server, string what, Func<CancellationToken, ValueTask> stepAsync, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(server.Timeout);
        try
        {
            await stepAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EmailDeliveryException($"The mail server {server} did not answer within {server.Timeout}; waited for: {what}.", late);
        }
        catch (Exception failure) when (failure is IOException or SocketException or AuthenticationException or InvalidDataException or Win32Exception)
        {
            throw new EmailDeliveryException($"The mail server {server} failed at {what}: {failure.Message}", failure);
        }
    }
}
