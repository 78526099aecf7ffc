using System.Globalization;
using Credits.Notifications;
using Credits.Notifiers.Tests.Servers;
using Credits.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Credits.Notifiers.Tests.Email;

/// <summary>Whom letters reach, and what becomes of those that do not.</summary>
public sealed class EmailNotifierTests
{
    [Fact]
    public async Task Recipients_that_are_refused_do_not_keep_the_others_from_theirs_which_come_once()
    {
        using MailServer server = await MailServer.BeginAsync(SmtpSecurity.None, authenticates: false);
        KnownUsers users = new() { Admins = { new("unknown@example.com"), new("not an address\r\n"), new("busy@example.com"), new("ada@example.com") } };
        await using ServiceProvider services = Services(server, users);
        for (int attempt = 0; attempt < 2; attempt++)
        {
            NoticeDeliveryException failure = await Failing(services, new CreditsExhausted(3, "acme", Samples.At));
            failure.Message.Should().Contain("550 5.1.1 No such mailbox here").And.Contain("450 4.2.1 Mailbox busy").And.Contain("'not an address'");
            failure.IsPermanent.Should().BeFalse("one of them is only busy");
        }

        server.Taken.Select(l => l.To.Single()).Should().Equal("grace@example.com", "ada@example.com");
    }

    [Fact]
    public async Task A_mailbox_that_does_not_exist_is_a_permanent_failure()
    {
        using MailServer server = await MailServer.BeginAsync(SmtpSecurity.None, authenticates: false);
        await using ServiceProvider services = Services(server, new KnownUsers { Admins = { new("unknown@example.com") } });
        NoticeDeliveryException failure = await Failing(services, new CreditsExhausted(3, "acme", Samples.At));
        failure.Should().BeOfType<EmailDeliveryException>().Which.ReplyCode.Should().Be(550);
        failure.IsPermanent.Should().BeTrue();
    }

    [Fact]
    public async Task Nobody_gets_a_letter_twice_for_being_administrator_and_user()
    {
        using MailServer server = await MailServer.BeginAsync(SmtpSecurity.None, authenticates: false);
        await using ServiceProvider services = Services(server, new KnownUsers { Admins = { KnownUsers.Bob with { Address = "BOB@example.com" } } });
        await NotifyAsync(services, Samples.SoftLimit);
        server.Taken.Select(l => l.To.Single()).Should().Equal("grace@example.com", "BOB@example.com");
    }

    [Fact]
    public async Task Resets_expired_reservations_and_top_ups_that_start_are_no_letters_unless_they_are_asked_for()
    {
        using MailServer server = await MailServer.BeginAsync(SmtpSecurity.None, authenticates: false);
        await using (ServiceProvider services = Services(server, new KnownUsers()))
        {
            foreach (Notice notice in Samples.All)
            {
                await NotifyAsync(services, notice);
            }
        }

        server.Taken.Select(l => l.Notice).Distinct().Should().Equal("acme:1", "acme:2", "acme:3", "acme:4", "acme:5", "acme:6", "acme:10", "acme:11");
        await using ServiceProvider all = Services(server, new KnownUsers(), o => o.Kinds.Add(NoticeKind.PlanReset));
        await NotifyAsync(all, Samples.All[7]);
        server.Taken[^1].Notice.Should().Be("acme:8");
    }

    [Fact]
    public async Task Sender_and_date_are_as_configured_and_as_the_clock_says()
    {
        using MailServer server = await MailServer.BeginAsync(SmtpSecurity.None, authenticates: false);
        await using ServiceProvider services = Services(server, new KnownUsers());
        await NotifyAsync(services, new CreditsExhausted(3, "größe ©", Samples.At));
        ReceivedLetter letter = server.Taken.Single();
        letter["From"].Should().Be("Credits of Example <credits@example.com>");
        letter["Date"].Should().Be("Thu, 15 Jan 2026 12:02:03 +0000");
        letter["Auto-Submitted"].Should().Be("auto-generated");
        letter.Notice.Should().Be("größe ©:3");
        letter.MessageId.Should().MatchRegex("^<ntc_[0-9a-f]{32}@example.com>$");
        letter.Kinds.Should().Equal("multipart/alternative", "text/plain", "text/html");
    }

    [Fact]
    public async Task A_hosts_own_templates_are_used()
    {
        using MailServer server = await MailServer.BeginAsync(SmtpSecurity.None, authenticates: false);
        await using ServiceProvider services = Services(server, new KnownUsers(), add: s => s.AddSingleton<INoticeTemplates, OwnTemplates>());
        await NotifyAsync(services, Samples.SoftLimit);
        server.Taken.Select(l => l.Subject).Should().Equal("SoftLimitReached for Grace Hopper in en-US", "SoftLimitReached for Bob in de-DE");
        server.Taken.Should().OnlyContain(l => l.Html == null);
    }

    private static ServiceProvider Services(MailServer server, KnownUsers users, Action<EmailNotifierOptions>? configure = null, Action<IServiceCollection>? add = null)
    {
        ServiceCollection services = new();
        services.AddSingleton<INoticeDirectory>(users);
        add?.Invoke(services);
        services.AddCredits().AddEmailNotifier(server.Configure).AddEmailNotifier(configure ?? (_ => { }))
            .UseClock(new ManualClock(Samples.At + NodaTime.Duration.FromHours(1))).UseInMemory();
        return services.BuildServiceProvider();
    }

    private static Task NotifyAsync(ServiceProvider services, Notice notice) =>
        services.GetServices<INotifier>().Single().NotifyAsync(notice, CancellationToken.None).AsTask();

    private static async Task<NoticeDeliveryException> Failing(ServiceProvider services, Notice notice) =>
        (await FluentActions.Awaiting(() => NotifyAsync(services, notice)).Should().ThrowAsync<NoticeDeliveryException>()).Which;

    private sealed class OwnTemplates : INoticeTemplates
    {
        public ValueTask<NoticeMessage> RenderAsync(NoticeLetter letter, CancellationToken cancellationToken) =>
            new(new NoticeMessage(string.Create(CultureInfo.InvariantCulture, $"{letter.Notice.Kind} for {letter.Recipient.Name} in {letter.Recipient.Culture}"), "Text", null));
    }
}
