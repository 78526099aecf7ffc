using Credits.Notifiers.Tests.Email;
using Credits.Notifiers.Tests.Servers;

namespace Credits.Notifiers.Tests.Smtp;

/// <summary>Letters as another's library reads them.</summary>
public sealed class RealMailServerTests
{
    [Fact]
    public async Task Whatever_is_written_is_read_as_it_was()
    {
        using MailServer server = await MailServer.BeginAsync(SmtpSecurity.None, authenticates: false);
        NoticeMessage[] contents =
        [
            new("plain", ".\n..\n.a point\nFrom here\n", "<p>.</p>\n.\n"),
            new("Größe 😀 und =?utf-8?B?eA==?= \"quoted\" \\", "ends with spaces   \n= equals\n\n\nmuch", "<p title=\"ü\">" + new string('x', 500) + "</p>"),
            new(string.Concat(Enumerable.Repeat("a long subject of many words ", 12)).TrimEnd(), new string('ß', 300), null),
            new("injected\r\nBcc: eve@example.com\r\n\r\nbody", "a\rb\nc\r\nd", "<p></p>"),
        ];
        await using (SmtpSession session = await SmtpSession.OpenAsync(server.ToSmtpServer(), CancellationToken.None))
        {
            foreach (NoticeMessage content in contents)
            {
                await session.SendAsync(EmailMessages.Make(content: content, toName: "Ada \"Ü\" Lovelace, Countess\r\nBcc: eve@example.com"), CancellationToken.None);
            }
        }

        IReadOnlyList<ReceivedLetter> letters = server.Taken;
        letters.SelectMany(l => l.Defects).Should().BeEmpty();
        letters.Select(l => l.Subject).Should().Equal(
            "plain", "Größe 😀 und =?utf-8?B?eA==?= \"quoted\" \\", contents[2].Subject, "injected Bcc: eve@example.com body");
        letters.Select(l => l.Text.ReplaceLineEndings("\n").TrimEnd('\n')).Should().Equal(contents.Select(c => c.Text.ReplaceLineEndings("\n").TrimEnd('\n')));
        letters.Select(l => l.Html?.ReplaceLineEndings("\n").TrimEnd('\n')).Should().Equal(contents.Select(c => c.Html?.TrimEnd('\n')));
        letters.Should().OnlyContain(l => l.To.Single() == "ada@example.com" && !l.Headers.Any(h => h[0] == "Bcc"));
        letters.Should().OnlyContain(l => l["To"].Contains("Ada") && l["To"].EndsWith("<ada@example.com>") && l["Reply-To"] == "billing@example.com");
        letters.SelectMany(l => l.Lines).Should().OnlyContain(l => l.Length <= 78);
    }

    [Fact]
    public async Task A_mailbox_beyond_ASCII_gets_its_letter_from_a_server_that_takes_it()
    {
        using MailServer server = await MailServer.BeginAsync();
        await using (SmtpSession session = await SmtpSession.OpenAsync(server.ToSmtpServer(), CancellationToken.None))
        {
            await session.SendAsync(EmailMessages.Make("größe@example.com"), CancellationToken.None);
        }

        server.Taken.Single().To.Should().Equal("größe@example.com");
    }
}
