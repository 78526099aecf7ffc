using Credits.DependencyInjection;
using Credits.Notifications;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Credits.Notifiers.Tests.DependencyInjection;

public sealed class RegistrationTests
{
    [Fact]
    public async Task All_mistakes_of_the_configuration_are_told_together_at_start_with_their_keys()
    {
        (await FailingAsync(
            """
            {
              "Mail": {
                "Port": "many", "Security": "maybe", "Password": "geheim", "From": "nobody", "ReplyTo": "a@b@", "Timeout": "10", "MaxConnections": 0,
                "ClientName": "a b", "TrustedCertificatesFile": "missing.pem", "Kinds": [ "low_balance", "lunch" ], "Hots": "typo"
              },
              "Hooks": {
                "Url": "http://example.com/", "Secrets": [ "whsec_short" ], "Timeout": "-00:00:01", "Attempts": 11, "FirstDelay": "00:00:00", "AllowHttp": "perhaps"
              }
            }
            """,
            (builder, configuration) => builder.AddEmailNotifier(configuration.GetSection("Mail")).AddWebhookNotifier(configuration.GetSection("Hooks"))))
            .Should().SatisfyRespectively(
                m => m.Should().Be("Mail:Port: 'many' is not a whole number."),
                m => m.Should().Be("Mail:Security: 'maybe' is none of StartTls, Tls, None."),
                m => m.Should().StartWith("Mail:Kinds:1: is none of soft_limit_reached,"),
                m => m.Should().Be("Mail:Timeout: '10' is not a time such as 00:00:30."),
                m => m.Should().StartWith("Mail:Hots: there is no such field here; there are Host, Port,"),
                m => m.Should().Be("Mail:Host: is missing: the mail server's name."),
                m => m.Should().StartWith("Mail:From: 'nobody': an e-mail address is expected"),
                m => m.Should().StartWith("Mail:ReplyTo: 'a@b@': "),
                m => m.Should().Be("Mail:UserName: is missing, and there is a password."),
                m => m.Should().Be("Mail:MaxConnections: '0' is not valid: it is at least 1."),
                m => m.Should().Be("Mail:ClientName: 'a b' is not the name of a host."),
                m => m.Should().StartWith("Mail:TrustedCertificatesFile: 'missing.pem' cannot be read: "),
                m => m.Should().StartWith("AddEmailNotifier: it is not said who gets letters."),
                m => m.Should().Be("Hooks:AllowHttp: 'perhaps' is neither true nor false."),
                m => m.Should().StartWith("Hooks:Url: 'http://example.com' is http, and only https is allowed"),
                m => m.Should().StartWith("Hooks:Secrets:0: is not 'whsec_'"),
                m => m.Should().StartWith("Hooks:Timeout: '-00:00:01' is not valid"),
                m => m.Should().StartWith("Hooks:FirstDelay: '00:00:00' is not valid"),
                m => m.Should().Be("Hooks:Attempts: '11' is not valid: 1 to 10."));
    }

    [Fact]
    public async Task Mistakes_in_code_name_the_option()
    {
        (await FailingAsync("{}", (builder, _) => builder.AddEmailNotifier(o => (o.Host, o.Port, o.From, o.UserName, o.Security) = ("mail server", 0, "a@example.com", "u", SmtpSecurity.None)).AddWebhookNotifier()))
            .Should().Contain("EmailNotifierOptions:Host: 'mail server' is not the name of a server.")
            .And.Contain("EmailNotifierOptions:Port: '0' is not a port: 1 to 65535.")
            .And.Contain("EmailNotifierOptions:Password: is missing, and there is a user name.")
            .And.Contain("EmailNotifierOptions:Security: without encryption the password could be read on the way. Set AllowPlainTextPassword if that is meant.")
            .And.Contain(m => m.StartsWith("AddWebhookNotifier: it is not said where webhooks go."));
    }

    [Fact]
    public void Good_configuration_is_read()
    {
        string secret = WebhookSecret.Generate().Reveal();
        using ServiceProvider services = Services(
            $$"""
            {
              "Mail": {
                "host": "mail.example.com", "Port": 2525, "Security": "tls", "UserName": "u", "Password": "p", "From": "a@example.com", "FromName": "A", "ReplyTo": "b@example.com",
                "Kinds": [ "low_balance", "plan_reset" ], "Timeout": "00:00:05", "MaxConnections": 2, "ClientName": "me.example.com"
              },
              "Hooks": { "Url": "https://example.com/hooks", "Secrets": [ "{{secret}}" ], "Timeout": "00:00:03", "Attempts": 2, "FirstDelay": "00:00:01", "LongestDelay": "00:00:02", "AllowPrivateAddresses": true }
            }
            """,
            (builder, configuration) => builder.AddEmailNotifier(configuration.GetSection("Mail")).UseNoticeDirectory<KnownUsers>().AddWebhookNotifier(configuration.GetSection("Hooks")).AddLoggingNotifier());

        EmailNotifierOptions mail = services.GetRequiredService<IOptions<EmailNotifierOptions>>().Value;
        (mail.Host, mail.Port, mail.Security, mail.UserName, mail.Password, mail.From, mail.FromName, mail.ReplyTo, mail.ClientName)
            .Should().Be(("mail.example.com", 2525, SmtpSecurity.Tls, "u", "p", "a@example.com", "A", "b@example.com", "me.example.com"));
        mail.Kinds.Should().BeEquivalentTo([NoticeKind.LowBalance, NoticeKind.PlanReset]);
        (mail.Timeout, mail.MaxConnections).Should().Be((TimeSpan.FromSeconds(5), 2));
        WebhookNotifierOptions hooks = services.GetRequiredService<IOptions<WebhookNotifierOptions>>().Value;
        (hooks.Url, hooks.Timeout, hooks.Attempts, hooks.FirstDelay, hooks.LongestDelay, hooks.AllowHttp, hooks.AllowPrivateAddresses)
            .Should().Be((new Uri("https://example.com/hooks"), TimeSpan.FromSeconds(3), 2, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), false, true));
        hooks.Secrets.Should().Equal(secret);
        services.GetServices<INotifier>().Should().HaveCount(3);
    }

    [Fact]
    public async Task The_logging_notifier_writes_what_happened()
    {
        RecordingLogger log = new();
        ServiceCollection services = new();
        services.AddLogging(l => l.AddProvider(log));
        services.AddCredits().AddLoggingNotifier().UseInMemory();
        await using ServiceProvider provider = services.BuildServiceProvider();
        await provider.GetServices<INotifier>().Single().NotifyAsync(Samples.SoftLimit, CancellationToken.None);
        log.Lines.Should().Equal("Notice acme:1 soft_limit_reached of 2026-01-15T11:02:03Z: acme has used 4,020.5 credits.");
    }

    [Fact]
    public async Task The_channels_have_names_that_stay()
    {
        await using ServiceProvider provider = Services("{}", static (builder, _) => builder.AddEmailNotifier(static _ => { }).AddWebhookNotifier().AddLoggingNotifier());
        provider.GetServices<INotifier>().Select(static n => n.Name).Should().Equal("email", "webhook", "log");
    }

    private static ServiceProvider Services(string json, Action<CreditsBuilder, IConfiguration> add)
    {
        using MemoryStream stream = new(System.Text.Encoding.UTF8.GetBytes(json));
        IConfiguration configuration = new ConfigurationBuilder().AddJsonStream(stream).Build();
        ServiceCollection services = new();
        services.AddLogging();
        add(services.AddCredits().UseInMemory(), configuration);
        return services.BuildServiceProvider();
    }

    private static async Task<IEnumerable<string>> FailingAsync(string json, Action<CreditsBuilder, IConfiguration> add)
    {
        using MemoryStream stream = new(System.Text.Encoding.UTF8.GetBytes(json));
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddJsonStream(stream);
        add(builder.Services.AddCredits().UseInMemory(), builder.Configuration);
        using IHost host = builder.Build();
        Exception? failure = await Record.ExceptionAsync(() => host.StartAsync());
        IEnumerable<Exception> failures = failure is AggregateException several ? several.InnerExceptions : [failure!];
        return failures.Cast<OptionsValidationException>().SelectMany(e => e.Failures);
    }

    private sealed class RecordingLogger : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
