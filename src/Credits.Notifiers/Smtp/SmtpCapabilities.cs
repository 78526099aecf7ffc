namespace Credits.Notifiers;

/// <summary>What a server said that it can do.</summary>
internal sealed record SmtpCapabilities(bool StartTls, bool AuthPlain, bool AuthLogin, bool Utf8)
{
    public static SmtpCapabilities None { get; } = new(false, false, false, false);

    /// <summary>Reads the reply to EHLO: its first line is a greeting, each other names something and its parameters.</summary>
    public static SmtpCapabilities Of(SmtpReply reply)
    {
        string[][] said = [.. reply.Lines.Skip(1).Select(l => l.ToUpperInvariant().Split([' ', '='], StringSplitOptions.RemoveEmptyEntries)).Where(w => w.Length > 0)];
        HashSet<string> ways = [.. said.Where(w => w[0] == "AUTH").SelectMany(w => w.Skip(1))];
        return new(said.Any(w => w[0] == "STARTTLS"), ways.Contains("PLAIN"), ways.Contains("LOGIN"), said.Any(w => w[0] == "SMTPUTF8"));
    }
}
