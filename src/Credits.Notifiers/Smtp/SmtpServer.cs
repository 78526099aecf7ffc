using System.Security.Cryptography.X509Certificates;

namespace Credits.Notifiers;

/// <summary>Where letters are handed in, and how.</summary>
internal sealed record SmtpServer(string Host, int Port, SmtpSecurity Security)
{
    public string? UserName { get; init; }

    public string? Password { get; init; }

    /// <summary>What this side calls itself.</summary>
    public required string ClientName { get; init; }

    /// <summary>How long each step may take.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The roots that are trusted instead of the system's; the system's where null.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    public override string ToString() => FormattableString.Invariant($"{Host}:{Port}");
}
