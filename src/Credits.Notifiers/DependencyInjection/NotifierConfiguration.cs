using Microsoft.Extensions.Configuration;

namespace Credits.Notifiers;

/// <summary>Reads the options of notifiers from configuration.</summary>
internal static class NotifierConfiguration
{
    public static void Read(IConfigurationSection section, EmailNotifierOptions options)
    {
        options.Place = section.Path;
        new OptionFields(section, options.Unread)
            .Text(nameof(options.Host), v => options.Host = v)
            .Number(nameof(options.Port), v => options.Port = v)
            .Member<SmtpSecurity>(nameof(options.Security), v => options.Security = v)
            .Text(nameof(options.UserName), v => options.UserName = v)
            .Text(nameof(options.Password), v => options.Password = v)
            .Flag(nameof(options.AllowPlainTextPassword), v => options.AllowPlainTextPassword = v)
            .Text(nameof(options.From), v => options.From = v)
            .Text(nameof(options.FromName), v => options.FromName = v)
            .Text(nameof(options.ReplyTo), v => options.ReplyTo = v)
            .List(
                nameof(options.Kinds),
                options.Kinds,
                (string text, out NoticeKind kind) => WireNames.TryParse(text, out kind),
                $"is none of {string.Join(", ", WireNames.All<NoticeKind>())}.")
            .Time(nameof(options.Timeout), v => options.Timeout = v)
            .Number(nameof(options.MaxConnections), v => options.MaxConnections = v)
            .Text(nameof(options.ClientName), v => options.ClientName = v)
            .Text(nameof(options.TrustedCertificatesFile), v => options.TrustedCertificatesFile = v)
            .End();
    }

    public static void Read(IConfigurationSection section, WebhookNotifierOptions options)
    {
        options.Place = section.Path;
        new OptionFields(section, options.Unread)
            .Address(nameof(options.Url), v => options.Url = v)
            .List(nameof(options.Secrets), options.Secrets, (string text, out string secret) => (secret = text).Length > 0, "is not a secret.")
            .Time(nameof(options.Timeout), v => options.Timeout = v)
            .Number(nameof(options.Attempts), v => options.Attempts = v)
            .Time(nameof(options.FirstDelay), v => options.FirstDelay = v)
            .Time(nameof(options.LongestDelay), v => options.LongestDelay = v)
            .Flag(nameof(options.AllowHttp), v => options.AllowHttp = v)
            .Flag(nameof(options.AllowPrivateAddresses), v => options.AllowPrivateAddresses = v)
            .End();
    }
}
