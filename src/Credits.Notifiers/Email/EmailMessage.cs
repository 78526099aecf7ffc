using System.Globalization;
using System.Text;
using NodaTime;

namespace Credits.Notifiers;

/// <summary>A message in the form in which it travels, RFC 5322 and MIME.</summary>
internal sealed record EmailMessage(EmailAddress From, EmailAddress To, NoticeMessage Content)
{
    public string? FromName { get; init; }

    public string? ToName { get; init; }

    public EmailAddress? ReplyTo { get; init; }

    /// <summary>The recipient as the host named him.</summary>
    public required string Recipient { get; init; }

    /// <summary>The same at every attempt.</summary>
    public required string Identity { get; init; }

    /// <summary>The notice's own id, for whoever looks for it.</summary>
    public required string NoticeId { get; init; }

    public required Instant Date { get; init; }

    public required CultureInfo Culture { get; init; }

    /// <summary>Whether only a server with SMTPUTF8 takes it: an address in a header is not ASCII. Everything else always is.</summary>
    public bool NeedsUtf8 => !From.IsAscii || !To.IsAscii || ReplyTo is { IsAscii: false };

    public byte[] ToBytes()
    {
        StringBuilder message = new();
        Line(message, HeaderText.Mailbox("From", FromName, From));
        Line(message, HeaderText.Mailbox("To", ToName, To));
        if (ReplyTo is not null)
        {
            Line(message, HeaderText.Mailbox("Reply-To", null, ReplyTo));
        }

        Line(message, HeaderText.Unstructured("Subject", Content.Subject));
        Line(message, Date.ToDateTimeUtc().ToString("'Date: 'ddd, dd MMM yyyy HH':'mm':'ss '+0000'", CultureInfo.InvariantCulture));
        Line(message, $"Message-ID: <{Identity}@{From.Domain}>");
        Line(message, HeaderText.Unstructured("Credits-Notice", NoticeId));

        // No vacation responder answers, and no two machines write to each other for ever.
        Line(message, "Auto-Submitted: auto-generated");
        Line(message, "X-Auto-Response-Suppress: All");
        if (Culture.Name.Length > 0)
        {
            Line(message, $"Content-Language: {Culture.Name}");
        }

        Line(message, "MIME-Version: 1.0");
        if (Content.Html is { } html)
        {
            WriteAlternatives(message, html);
        }
        else
        {
            WritePart(message, "text/plain", Content.Text);
        }

        return Encoding.UTF8.GetBytes(message.ToString());
    }

    private void WriteAlternatives(StringBuilder message, string html)
    {
        // Quoted-printable never has "=_", so that no line of a part can be the boundary.
        string boundary = $"=_{Identity}";
        Line(message, "Content-Type: multipart/alternative;");
        Line(message, $" boundary=\"{boundary}\"");
        Line(message, "");
        Line(message, $"--{boundary}");
        WritePart(message, "text/plain", Content.Text);
        Line(message, $"--{boundary}");
        WritePart(message, "text/html", html);
        Line(message, $"--{boundary}--");
    }

    private static void WritePart(StringBuilder message, string type, string text)
    {
        Line(message, $"Content-Type: {type}; charset=utf-8");
        Line(message, "Content-Transfer-Encoding: quoted-printable");
        Line(message, "");
        message.Append(QuotedPrintable.Encode(text));
    }

    private static void Line(StringBuilder message, string line) => message.Append(line).Append("\r\n");
}
