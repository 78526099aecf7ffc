using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Credits.Notifiers.Tests.Servers;

/// <summary>aiosmtpd on loopback, with a certificate made for it.</summary>
internal sealed class MailServer : PythonServer<ReceivedLetter>
{
    public const string Password = "geheim, with a space and ü";

    private readonly SmtpSecurity _security;
    private readonly bool _authenticates;

    private MailServer(SmtpSecurity security, bool authenticates)
        : base("smtp_server.py")
    {
        _security = security;
        _authenticates = authenticates;
    }

    public string CertificateFile => Path.Combine(Received.FullName, "certificate.pem");

    protected override IEnumerable<string> Arguments =>
    [
        _security switch { SmtpSecurity.StartTls => "starttls", SmtpSecurity.Tls => "tls", _ => "plain" },
        .. _authenticates ? ["credits", Password] : _security == SmtpSecurity.None ? Array.Empty<string>() : ["", ""],
        .. _security == SmtpSecurity.None ? Array.Empty<string>() : [CertificateFile, Path.Combine(Received.FullName, "key.pem")],
    ];

    public static async Task<MailServer> BeginAsync(SmtpSecurity security = SmtpSecurity.StartTls, bool authenticates = true)
    {
        MailServer server = new(security, authenticates);
        server.MakeCertificate();
        await server.StartAsync();
        return server;
    }

    /// <summary>The options of who may send here.</summary>
    public void Configure(EmailNotifierOptions options)
    {
        options.Host = "localhost";
        options.Port = Port;
        options.Security = _security;
        options.UserName = _authenticates ? "credits" : null;
        options.Password = _authenticates ? Password : null;
        options.AllowPlainTextPassword = _security == SmtpSecurity.None;
        options.TrustedCertificatesFile = _security == SmtpSecurity.None ? null : CertificateFile;
        options.From = "credits@example.com";
        options.FromName = "Credits of Example";
        options.ReplyTo = "billing@example.com";
        options.Timeout = TimeSpan.FromMinutes(2);
    }

    public SmtpServer ToSmtpServer() => new("localhost", Port, _security)
    {
        UserName = _authenticates ? "credits" : null,
        Password = _authenticates ? Password : null,
        ClientName = "tests.example.com",
        Timeout = TimeSpan.FromMinutes(2),
        TrustedRoots = _security == SmtpSecurity.None ? null : Certificates(),
    };

    private X509Certificate2Collection Certificates()
    {
        X509Certificate2Collection certificates = [];
        certificates.ImportFromPemFile(CertificateFile);
        return certificates;
    }

    private void MakeCertificate()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(Received.FullName, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }
}
