using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Credits.Notifiers;

/// <summary>
/// One connection to a mail server, RFC 5321: greeting, encryption, authentication, then letters one after another. Written out here since
/// the framework's own client knows no implicit TLS, goes on in plain text where a server offers no encryption, and hides what the server replied.
/// For one caller at a time.
/// </summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private readonly SmtpServer _server;
    private readonly SmtpExchange _exchange;
    private SmtpCapabilities _capabilities = SmtpCapabilities.None;

    private SmtpSession(SmtpServer server, SmtpExchange exchange) => (_server, _exchange) = (server, exchange);

    /// <summary>Connects, secures and authenticates.</summary>
    /// <exception cref="EmailDeliveryException">Any of it did not succeed; nothing was sent.</exception>
    public static async Task<SmtpSession> OpenAsync(SmtpServer server, CancellationToken cancellationToken)
    {
        SmtpExchange exchange = await SmtpExchange.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        SmtpSession session = new(server, exchange);
        try
        {
            await session.BeginAsync(cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await exchange.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Hands a letter in. When it returns the server has taken charge of it.</summary>
    /// <exception cref="EmailDeliveryException">It was not taken; where the connection still stands, the next letter may be.</exception>
    public async Task SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        if (message.NeedsUtf8 && !_capabilities.Utf8)
        {
            throw new EmailDeliveryException($"The mail server {_server} takes no addresses beyond ASCII (SMTPUTF8), as in the letter to '{message.To}'.") { IsPermanent = true };
        }

        string utf8 = message.NeedsUtf8 ? " SMTPUTF8 BODY=8BITMIME" : "";
        await RequireAsync($"MAIL FROM:<{message.From}>{utf8}", 250, "the sender", cancellationToken).ConfigureAwait(false);
        await RequireAsync($"RCPT TO:<{message.To}>", 250, $"the recipient '{message.To}'", cancellationToken).ConfigureAwait(false);
        await RequireAsync("DATA", 354, "a letter", cancellationToken).ConfigureAwait(false);
        SmtpReply reply = await _exchange.SendDataAsync(Stuff(message.ToBytes()), cancellationToken).ConfigureAwait(false);
        if (!reply.Completed)
        {
            throw Refused(reply, $"the letter to '{message.To}'");
        }
    }

    /// <summary>After a refusal: back to where a letter can begin.</summary>
    /// <returns>Whether the connection can still be used.</returns>
    public async Task<bool> TryResetAsync(CancellationToken cancellationToken)
    {
        try
        {
            return _exchange.IsUsable && (await _exchange.SendAsync("RSET", "RSET", cancellationToken).ConfigureAwait(false)).Completed;
        }
        catch (EmailDeliveryException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _exchange.QuitAsync().ConfigureAwait(false);
        await _exchange.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A line of a letter that begins with a point gets another, and a line of one point ends the letter. RFC 5321, section 4.5.2.</summary>
    internal static byte[] Stuff(byte[] message)
    {
        List<byte> stuffed = new(message.Length + 16);
        bool begins = true;
        foreach (byte b in message)
        {
            if (begins && b == (byte)'.')
            {
                stuffed.Add(b);
            }

            stuffed.Add(b);
            begins = b == (byte)'\n';
        }

        stuffed.AddRange(begins ? ".\r\n"u8 : "\r\n.\r\n"u8);
        return [.. stuffed];
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (_server.Security == SmtpSecurity.Tls)
        {
            await SecureAsync(cancellationToken).ConfigureAwait(false);
        }

        SmtpReply greeting = await _exchange.ReadAsync("its greeting", cancellationToken).ConfigureAwait(false);
        if (greeting.Code != 220)
        {
            throw Refused(greeting, "the connection", neverPermanent: true);
        }

        await HelloAsync(cancellationToken).ConfigureAwait(false);
        if (_server.Security == SmtpSecurity.StartTls)
        {
            if (!_capabilities.StartTls)
            {
                throw new EmailDeliveryException($"The mail server {_server} does not offer STARTTLS, and nothing is sent in plain text unless Security is None.");
            }

            await RequireAsync("STARTTLS", 220, "encryption", cancellationToken, neverPermanent: true).ConfigureAwait(false);
            if (_exchange.HasMore)
            {
                throw new EmailDeliveryException($"The mail server {_server}, or somebody on the way, said more before the connection was secured. It was given up.");
            }

            // What was said in plain text counts for nothing.
            await SecureAsync(cancellationToken).ConfigureAwait(false);
            await HelloAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_server.UserName is { } user)
        {
            await AuthenticateAsync(user, _server.Password ?? "", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task HelloAsync(CancellationToken cancellationToken)
    {
        SmtpReply reply = await _exchange.SendAsync($"EHLO {_server.ClientName}", "EHLO", cancellationToken).ConfigureAwait(false);
        _capabilities = reply.Code == 250 ? SmtpCapabilities.Of(reply) : throw Refused(reply, $"EHLO {_server.ClientName}", neverPermanent: true);
    }

    private async Task AuthenticateAsync(string user, string password, CancellationToken cancellationToken)
    {
        SmtpReply reply;
        if (_capabilities.AuthPlain)
        {
            reply = await _exchange.SendAsync($"AUTH PLAIN {Base64($"\0{user}\0{password}")}", "AUTH PLAIN", cancellationToken).ConfigureAwait(false);
        }
        else if (_capabilities.AuthLogin)
        {
            reply = await _exchange.SendAsync("AUTH LOGIN", "AUTH LOGIN", cancellationToken).ConfigureAwait(false);
            reply = reply.Code == 334 ? await _exchange.SendAsync(Base64(user), "the user name", cancellationToken).ConfigureAwait(false) : reply;
            reply = reply.Code == 334 ? await _exchange.SendAsync(Base64(password), "the password", cancellationToken).ConfigureAwait(false) : reply;
        }
        else
        {
            throw new EmailDeliveryException($"The mail server {_server} offers neither AUTH PLAIN nor AUTH LOGIN, and a user name is configured.");
        }

        if (reply.Code != 235)
        {
            // Somebody will correct the password, and then this very letter can go.
            throw Refused(reply, $"user name and password of '{user}'", neverPermanent: true);
        }
    }

    private async Task SecureAsync(CancellationToken cancellationToken)
    {
        SslClientAuthenticationOptions options = new() { TargetHost = _server.Host };
        if (_server.TrustedRoots is { } roots)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(roots);
        }

        await _exchange.SecureAsync(options, cancellationToken).ConfigureAwait(false);
    }

    private async Task RequireAsync(string command, int code, string what, CancellationToken cancellationToken, bool neverPermanent = false)
    {
        SmtpReply reply = await _exchange.SendAsync(command, command, cancellationToken).ConfigureAwait(false);
        if (reply.Code != code && !(code == 250 && reply.Completed))
        {
            throw Refused(reply, what, neverPermanent);
        }
    }

    private EmailDeliveryException Refused(SmtpReply reply, string what, bool neverPermanent = false) =>
        new($"The mail server {_server} refused {what}: {HeaderText.Clean(reply.ToString())}")
        {
            IsPermanent = reply.IsPermanent && !neverPermanent,
            ReplyCode = reply.Code,
            Reply = reply.Text,
        };

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
