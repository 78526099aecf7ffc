using Credits.Notifiers.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Credits.Notifiers.Tests;

/// <summary>A whole organisation's notices, through the pump, to real servers.</summary>
public sealed class StoryTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public async Task The_storys_letters_arrive_encrypted_and_authenticated(SmtpSecurity security)
    {
        using MailServer mail = await MailServer.BeginAsync(security);
        await using Story story = new(b => b.AddEmailNotifier(mail.Configure).AddNoticeTexts<GermanNoticeTexts>());
        await story.TellAsync("acme");
        await story.PassTimeAsync();
        await story.DeliverAsync();

        IReadOnlyList<ReceivedLetter> letters = mail.Taken;
        const string Acme = "acme <Größe & Söhne>";
        letters.Select(l => $"{l.To.Single()}: {l.Subject}").Should().Equal(
            $"grace@example.com: {Acme} has used 4,020 credits",
            $"bob@example.com: {Acme} hat 4.020 Credits verbraucht",
            $"grace@example.com: {Acme} has reached a limit on credits",
            $"bob@example.com: Nachricht zu {Acme}",
            $"grace@example.com: {Acme} has used all its credits",
            $"grace@example.com: {Acme} has too few credits",
            $"grace@example.com: 1,250.5 credits of {Acme} expire soon");
        letters.Should().OnlyContain(l => l.Tls && l.Authenticated && l.From == "credits@example.com" && l.Defects.Count == 0);
        letters[^1].Text.Should().Contain("Saturday, February 21, 2026");
    }

    [Fact]
    public async Task The_storys_webhooks_arrive_and_the_receiver_can_verify_them()
    {
        using WebhookServer server = await WebhookServer.BeginAsync();
        await using Story story = new(b => b.AddWebhookNotifier(server.Configure));
        await story.TellAsync("acme");
        await story.PassTimeAsync();
        await story.DeliverAsync();

        server.Taken.Should().OnlyContain(w => w.Verified && w.ContentType == "application/json");
        server.Taken.Select(w => $"{w.Notice} {w.Kind}").Should().Equal(
            "acme:1 soft_limit_reached",
            "acme:2 hard_limit_reached",
            "acme:3 credits_exhausted",
            "acme:4 credits_insufficient",
            "acme:5 plan_reset",
            "acme:6 credits_expiring");
        server.Taken.Select(w => w.Id).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Both_servers_are_killed_in_the_middle_and_every_notice_arrives_and_duplicates_carry_the_same_id(bool isOnDisk)
    {
        DirectoryInfo? disk = isOnDisk ? Directory.CreateTempSubdirectory("credits-") : null;
        try
        {
            await KillBothAsync(disk is null ? null : Path.Combine(disk.FullName, "credits.db"));
        }
        finally
        {
            disk?.Delete(true);
        }
    }

    private static async Task KillBothAsync(string? database)
    {
        using MailServer mail = await MailServer.BeginAsync();
        using WebhookServer hooks = await WebhookServer.BeginAsync();
        await using Story story = new(b => b.AddEmailNotifier(mail.Configure).AddWebhookNotifier(hooks.Configure), database);
        string[] wallets = ["acme", "umbrella", "größe"];
        foreach (string wallet in wallets)
        {
            await story.TellAsync(wallet);
        }

        await story.PassTimeAsync();

        // Each takes its fifth, never says so, and dies: the sender cannot know, and must send it again.
        mail.HangsAt = 5;
        hooks.HangsAt = 5;
        int kills = 0;
        using CancellationTokenSource end = new(Limit);
        while (Letters().Count() < 7 * wallets.Length || Webhooks().Count() < 6 * wallets.Length)
        {
            Task delivery = story.DeliverAsync();
            while (!delivery.IsCompleted)
            {
                if (mail.Hangs)
                {
                    await mail.RestartAsync();
                    kills++;
                }

                if (hooks.Hangs)
                {
                    await hooks.RestartAsync();
                    kills++;
                }

                await Task.WhenAny(delivery, Task.Delay(5, end.Token));
                end.Token.ThrowIfCancellationRequested();
            }

            await delivery;
            story.Wait();
        }

        kills.Should().Be(2);
        Letters().Should().OnlyContain(l => l.Select(o => o.MessageId).Distinct().Count() == 1, "a letter that comes again has the same Message-ID");
        Letters().Where(l => l.Count() > 1).Should().NotBeEmpty("the fifth came again");
        mail.Taken.DistinctBy(l => l.MessageId).Should().HaveCount(7 * wallets.Length, "different letters have different ones");
        Webhooks().Should().OnlyContain(w => w.Select(o => o.Id).Distinct().Count() == 1 && w.Select(o => o.Body).Distinct().Count() == 1);
        Webhooks().Where(w => w.Count() > 1).Should().NotBeEmpty("the fifth came again");
        hooks.Taken.DistinctBy(w => w.Id).Should().HaveCount(6 * wallets.Length);
        hooks.Taken.Should().OnlyContain(w => w.Verified);
        Webhooks().Select(w => w.Key).Should().BeEquivalentTo(story.Told.Notices.Select(n => n.Id).Distinct());

        IEnumerable<IGrouping<(string, string), ReceivedLetter>> Letters() => mail.Taken.GroupBy(l => (l.Notice, l.To.Single()));
        IEnumerable<IGrouping<string, ReceivedWebhook>> Webhooks() => hooks.Taken.GroupBy(w => w.Notice);
    }
}
