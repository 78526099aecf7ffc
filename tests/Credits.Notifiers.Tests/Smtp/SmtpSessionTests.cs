using System.Text;
using Credits.Notifiers.Tests.Email;

namespace Credits.Notifiers.Tests.Smtp;

/// <summary>What this side says, and what it makes of what a server says.</summary>
public sealed class SmtpSessionTests
{
    [Fact]
    public async Task A_letter_is_handed_in_line_by_line()
    {
        await using ScriptedMailServer server = new(ScriptedMailServer.Good);
        await SendAsync(server.Server(authenticates: true), EmailMessages.Make());
        server.Lines.Where(l => l.Length > 0).Should().ContainInOrder(
            "EHLO tests.example.com",
            "AUTH PLAIN AHVzZXIAcGFzc3dvcmQ=",
            "MAIL FROM:<credits@example.com>",
            "RCPT TO:<ada@example.com>",
            "DATA",
            "Subject: Hello",
            ".",
            "QUIT");
    }

    [Fact]
    public async Task Without_AUTH_PLAIN_it_is_AUTH_LOGIN()
    {
        await using ScriptedMailServer server = new(line => line switch
        {
            "EHLO tests.example.com" => "250-mail.test\r\n250 AUTH=LOGIN\r\n",
            "AUTH LOGIN" => "334 VXNlcm5hbWU6\r\n",
            "dXNlcg==" => "334 UGFzc3dvcmQ6\r\n",
            "cGFzc3dvcmQ=" => "235 ok\r\n",
            _ => ScriptedMailServer.Good(line),
        });
        await SendAsync(server.Server(authenticates: true), EmailMessages.Make());
        server.Lines.Should().Contain("DATA");
    }

    [Theory]
    [InlineData("\r\n.\r\nMAIL FROM:<eve@example.com>", "\r\n..\r\nMAIL FROM:<eve@example.com>\r\n.\r\n")]
    [InlineData(".", "..\r\n.\r\n")]
    [InlineData("..a\r\n", "...a\r\n.\r\n")]
    [InlineData("a.b\r\n", "a.b\r\n.\r\n")]
    public void A_point_at_the_beginning_of_a_line_ends_no_letter(string message, string sent) =>
        Encoding.ASCII.GetString(SmtpSession.Stuff(Encoding.ASCII.GetBytes(message))).Should().Be(sent);

    [Fact]
    public async Task Without_STARTTLS_nothing_is_said_in_plain_text()
    {
        await using ScriptedMailServer server = new(ScriptedMailServer.Good);
        (await Failing(server.Server(SmtpSecurity.StartTls, authenticates: true))).Message.Should().Contain("does not offer STARTTLS");
        server.Lines.Should().NotContain(l => l.StartsWith("AUTH", StringComparison.Ordinal) || l.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_slipped_in_before_encryption_is_found()
    {
        await using ScriptedMailServer server = new(line => line switch
        {
            "EHLO tests.example.com" => "250-mail.test\r\n250 STARTTLS\r\n",
            "STARTTLS" => "220 go on\r\n235 you are in\r\n",
            _ => ScriptedMailServer.Good(line),
        });
        (await Failing(server.Server(SmtpSecurity.StartTls))).Message.Should().Contain("before the connection was secured");
    }

    [Fact]
    public async Task A_server_without_a_trusted_certificate_gets_nothing()
    {
        using Servers.MailServer server = await Servers.MailServer.BeginAsync();
        EmailDeliveryException failure = await Failing(server.ToSmtpServer() with { TrustedRoots = null });
        failure.Message.Should().Contain("the TLS handshake");
        failure.IsPermanent.Should().BeFalse();
        server.Count.Should().Be(0);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_not_trusted()
    {
        using Servers.MailServer server = await Servers.MailServer.BeginAsync();
        (await Failing(server.ToSmtpServer() with { Host = "127.0.0.1" })).Message.Should().Contain("the TLS handshake");
    }

    [Fact]
    public async Task A_wrong_password_is_said_and_can_be_corrected()
    {
        using Servers.MailServer server = await Servers.MailServer.BeginAsync();
        EmailDeliveryException failure = await Failing(server.ToSmtpServer() with { Password = "wrong password" });
        failure.ReplyCode.Should().Be(535);
        failure.IsPermanent.Should().BeFalse("somebody will correct it");
        failure.Message.Should().Contain("'credits'").And.NotContain("wrong password");
    }

    [Theory]
    [InlineData("RCPT", "550-5.1.1 No such\r\n550 mailbox\r\n", true, "*refused the recipient 'ada@example.com': 550 5.1.1 No such mailbox")]
    [InlineData("RCPT", "450 try later\r\n", false, "*the recipient*450 try later")]
    [InlineData("MAIL", "530 authenticate first\r\n", true, "*refused the sender: 530 authenticate first")]
    [InlineData("DATA", "421 closing\r\n", false, "*refused a letter: 421 closing")]
    [InlineData(".", "554 spam\r\n", true, "*refused the letter to 'ada@example.com': 554 spam")]
    [InlineData(".", "452 full\r\n", false, "*452 full")]
    [InlineData("EHLO", "500 what\r\n", false, "*refused EHLO*500 what")]
    [InlineData("", "554 go away\r\n", false, "*refused the connection: 554 go away")]
    [InlineData("EHLO", "hello\r\n", false, "*'hello' is not a reply of SMTP.")]
    [InlineData("EHLO", "2500 hello\r\n", false, "*is not a reply of SMTP.")]
    public async Task A_refusal_is_told_with_the_servers_words_and_whether_it_is_for_good(string at, string reply, bool isPermanent, string message)
    {
        await using ScriptedMailServer server = new(line => (at.Length == 0 ? line.Length == 0 : line.StartsWith(at, StringComparison.Ordinal)) ? reply : ScriptedMailServer.Good(line));
        EmailDeliveryException failure = await Failing(server.Server());
        failure.Message.Should().Match(message);
        failure.IsPermanent.Should().Be(isPermanent);
    }

    [Theory]
    [InlineData("EHLO")]
    [InlineData("DATA")]
    [InlineData(".")]
    public async Task A_server_that_hangs_up_is_no_permanent_failure(string at)
    {
        await using ScriptedMailServer server = new(line => line.StartsWith(at, StringComparison.Ordinal) ? null : ScriptedMailServer.Good(line));
        EmailDeliveryException failure = await Failing(server.Server());
        failure.IsPermanent.Should().BeFalse();
        failure.ReplyCode.Should().BeNull();
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up()
    {
        // Where the machine is too slow for the steps before within that time, it gets more.
        string message = "";
        for (TimeSpan limit = TimeSpan.FromSeconds(1); limit < TimeSpan.FromMinutes(2) && !message.Contains("waited for: DATA.", StringComparison.Ordinal); limit *= 2)
        {
            await using ScriptedMailServer server = new(line => line == "DATA" ? "" : ScriptedMailServer.Good(line));
            message = (await Failing(server.Server() with { Timeout = limit })).Message;
            message.Should().Contain($"did not answer within {limit}; waited for: ");
        }

        message.Should().Contain("waited for: DATA.");
    }

    [Fact]
    public async Task A_reply_without_end_is_given_up()
    {
        await using ScriptedMailServer server = new(line => line.Length == 0 ? string.Concat(Enumerable.Repeat("220-more\r\n", 1_000)) : ScriptedMailServer.Good(line));
        (await Failing(server.Server())).Message.Should().Contain("more than 128 lines");
    }

    [Fact]
    public async Task A_line_without_end_is_given_up()
    {
        await using ScriptedMailServer server = new(line => line.Length == 0 ? "220 " + new string('x', 10_000) : ScriptedMailServer.Good(line));
        (await Failing(server.Server())).Message.Should().Contain("more than 4096 bytes");
    }

    [Fact]
    public async Task A_mailbox_beyond_ASCII_needs_a_server_that_takes_it()
    {
        await using ScriptedMailServer server = new(ScriptedMailServer.Good);
        EmailDeliveryException failure = await Failing(server.Server(), EmailMessages.Make("größe@example.com"));
        failure.Message.Should().Contain("SMTPUTF8");
        failure.IsPermanent.Should().BeTrue();
    }

    [Fact]
    public async Task The_failure_of_a_goodbye_changes_nothing()
    {
        await using ScriptedMailServer server = new(line => line == "QUIT" ? null : ScriptedMailServer.Good(line));
        await SendAsync(server.Server(), EmailMessages.Make());
        server.Lines.Should().Contain("QUIT");
    }

    private static async Task<EmailDeliveryException> Failing(SmtpServer server, EmailMessage? message = null) =>
        (await FluentActions.Awaiting(() => SendAsync(server, message ?? EmailMessages.Make())).Should().ThrowAsync<EmailDeliveryException>()).Which;

    private static async Task SendAsync(SmtpServer server, EmailMessage message)
    {
        await using SmtpSession session = await SmtpSession.OpenAsync(server, CancellationToken.None);
        await session.SendAsync(message, CancellationToken.None);
    }
}
