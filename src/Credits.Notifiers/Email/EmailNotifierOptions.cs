namespace Credits.Notifiers;

/// <summary>How letters are sent. Read when the notifier is made; all mistakes are reported together when the host starts.</summary>
public sealed class EmailNotifierOptions
{
    /// <summary>The mail server's name or address. Required; with TLS its certificate must be for this name.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port, 1 to 65,535. Default: null, which is 587 with STARTTLS, 465 with TLS, and 25 without.</summary>
    public int? Port { get; set; }

    /// <summary>How the connection is secured. Default: <see cref="SmtpSecurity.StartTls"/>.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>The name to authenticate with, by AUTH PLAIN or AUTH LOGIN. Default: null, no authentication.</summary>
    public string? UserName { get; set; }

    /// <summary>The password to it.</summary>
    public string? Password { get; set; }

    /// <summary>Let user name and password go over a connection in plain text. Default: false.</summary>
    public bool AllowPlainTextPassword { get; set; }

    /// <summary>The sender's address. Required.</summary>
    public string From { get; set; } = "";

    /// <summary>The sender's name. Default: null, the address alone.</summary>
    public string? FromName { get; set; }

    /// <summary>Where answers go. Default: null, to <see cref="From"/>.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>Which notices become letters. Default: all but <see cref="NoticeKind.ReservationExpired"/>, <see cref="NoticeKind.PlanReset"/> and <see cref="NoticeKind.TopUpRequested"/>, which ask nobody to do anything.</summary>
    public ISet<NoticeKind> Kinds { get; init; } =
        Enum.GetValues<NoticeKind>().Except([NoticeKind.ReservationExpired, NoticeKind.PlanReset, NoticeKind.TopUpRequested]).ToHashSet();

    /// <summary>How long each step with the server may take: the connection, the handshake, each command. More than 0. Default: 30 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many connections to the server may be open at once in this process: at least 1. Default: 4.</summary>
    public int MaxConnections { get; set; } = 4;

    /// <summary>What this side calls itself to the server: a host name. Default: null, the machine's name, or <c>localhost</c> where that is none.</summary>
    public string? ClientName { get; set; }

    /// <summary>A file of certificates in PEM form that are trusted instead of the system's, for a server with a certificate of a house's own. Default: null.</summary>
    public string? TrustedCertificatesFile { get; set; }

    /// <summary>What a mistake is called by: the configuration's section, or this type.</summary>
    internal string Place { get; set; } = nameof(EmailNotifierOptions);

    /// <summary>What could not be read from the configuration.</summary>
    internal List<string> Unread { get; } = [];
}
