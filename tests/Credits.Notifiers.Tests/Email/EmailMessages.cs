using System.Globalization;

namespace Credits.Notifiers.Tests.Email;

/// <summary>Messages that tests send.</summary>
internal static class EmailMessages
{
    public static EmailMessage Make(string to = "ada@example.com", NoticeMessage? content = null, string? toName = "Ada") =>
        new(new("credits", "example.com"), To(to), content ?? new("Hello", "Text\n", "<p>Text</p>"))
        {
            FromName = "Credits",
            ToName = toName,
            ReplyTo = new("billing", "example.com"),
            Recipient = to,
            Identity = "ntc_0123",
            NoticeId = "acme:1",
            Date = Samples.At,
            Culture = CultureInfo.GetCultureInfo("en-US"),
        };

    private static EmailAddress To(string text) => EmailAddress.TryParse(text, out EmailAddress? address, out string? mistake) ? address : throw new ArgumentException(mistake, nameof(text));
}
