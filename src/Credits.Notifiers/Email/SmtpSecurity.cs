namespace Credits.Notifiers;

/// <summary>How the connection to the mail server is secured.</summary>
public enum SmtpSecurity
{
    /// <summary>Begins in plain text and must be secured by STARTTLS before anything else is said; usually port 587. A server that does not offer it gets nothing.</summary>
    StartTls,

    /// <summary>Secured from the first byte; usually port 465.</summary>
    Tls,

    /// <summary>Plain text: for a server on the same machine or a network that is trusted; usually port 25. Passwords are readable on the way.</summary>
    None,
}
