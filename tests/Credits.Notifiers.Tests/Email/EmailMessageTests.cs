using System.Text;

namespace Credits.Notifiers.Tests.Email;

public sealed class EmailMessageTests
{
    [Fact]
    public void A_message_has_its_headers_and_both_parts() =>
        Encoding.UTF8.GetString(EmailMessages.Make().ToBytes()).Should().Be(
            string.Join(
                "\r\n",
                "From: \"Credits\"",
                " <credits@example.com>",
                "To: \"Ada\"",
                " <ada@example.com>",
                "Reply-To: billing@example.com",
                "Subject: Hello",
                "Date: Thu, 15 Jan 2026 11:02:03 +0000",
                "Message-ID: <ntc_0123@example.com>",
                "Credits-Notice: acme:1",
                "Auto-Submitted: auto-generated",
                "X-Auto-Response-Suppress: All",
                "Content-Language: en-US",
                "MIME-Version: 1.0",
                "Content-Type: multipart/alternative;",
                " boundary=\"=_ntc_0123\"",
                "",
                "--=_ntc_0123",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: quoted-printable",
                "",
                "Text",
                "--=_ntc_0123",
                "Content-Type: text/html; charset=utf-8",
                "Content-Transfer-Encoding: quoted-printable",
                "",
                "<p>Text</p>",
                "--=_ntc_0123--",
                ""));

    [Fact]
    public void A_message_without_HTML_is_plain()
    {
        string message = Encoding.UTF8.GetString(EmailMessages.Make(content: new("Hello", "Text", null)).ToBytes());
        message.Should().EndWith("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nText\r\n").And.NotContain("multipart");
    }

    [Theory]
    [InlineData("ada@example.com", false)]
    [InlineData("ada@bücher.example", false)]
    [InlineData("größe@example.com", true)]
    public void Only_a_mailbox_beyond_ASCII_needs_more_than_ASCII(string to, bool needs)
    {
        EmailMessage message = EmailMessages.Make(to, new("Größe 😀", "Größe 😀", "<p>😀</p>"), "Ünïcode");
        message.NeedsUtf8.Should().Be(needs);
        message.ToBytes().All(b => b < 128).Should().Be(!needs);
    }
}
