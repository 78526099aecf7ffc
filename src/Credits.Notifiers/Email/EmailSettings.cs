using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Credits.Notifiers;

/// <summary>The options of letters, read and found good.</summary>
internal sealed record EmailSettings(SmtpServer Server, EmailAddress From, string? FromName, EmailAddress? ReplyTo)
{
    public static EmailSettings Of(EmailNotifierOptions options) =>
        new(ServerOf(options), Address(options.From), options.FromName, options.ReplyTo is { } replyTo ? Address(replyTo) : null);

    private static SmtpServer ServerOf(EmailNotifierOptions options)
    {
        int port = options.Port ?? options.Security switch { SmtpSecurity.StartTls => 587, SmtpSecurity.Tls => 465, _ => 25 };
        X509Certificate2Collection? roots = null;
        if (options.TrustedCertificatesFile is { } file)
        {
            roots = [];
            roots.ImportFromPemFile(file);
        }

        string machine = Dns.GetHostName();
        return new(options.Host, port, options.Security)
        {
            UserName = options.UserName,
            Password = options.Password,
            ClientName = options.ClientName ?? (machine.Length > 0 && machine.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-') ? machine : "localhost"),
            Timeout = options.Timeout,
            TrustedRoots = roots,
        };
    }

    private static EmailAddress Address(string text) =>
        EmailAddress.TryParse(text, out EmailAddress? address, out string? mistake) ? address : throw new ArgumentException($"'{text}': {mistake}", nameof(text));
}
