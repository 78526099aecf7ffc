namespace Credits.Notifiers;

/// <summary>What a server replied to a command: three digits and its lines of text.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public string Text => string.Join(" ", Lines);

    public bool Completed => Code is >= 200 and < 300;

    /// <summary>Refused for good, as opposed to for now.</summary>
    public bool IsPermanent => Code is >= 500 and < 600;

    public override string ToString() => $"{Code} {Text}";
}
