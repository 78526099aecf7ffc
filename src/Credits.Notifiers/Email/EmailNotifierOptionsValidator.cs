using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Credits.Notifiers;

/// <summary>Finds everything that is wrong with the letters' options, in one go.</summary>
internal sealed class EmailNotifierOptionsValidator(IServiceProvider services) : IValidateOptions<EmailNotifierOptions>
{
    public ValidateOptionsResult Validate(string? name, EmailNotifierOptions options)
    {
        OptionMistakes mistakes = new(options.Place, options.Unread);
        if (Uri.CheckHostName(options.Host) == UriHostNameType.Unknown)
        {
            mistakes.Add(nameof(options.Host), options.Host.Length == 0 ? "is missing: the mail server's name." : $"'{options.Host}' is not the name of a server.");
        }

        if (options.Port is < 1 or > 65_535)
        {
            mistakes.Add(nameof(options.Port), $"'{options.Port}' is not a port: 1 to 65535.");
        }

        if (!Enum.IsDefined(options.Security))
        {
            mistakes.Add(nameof(options.Security), $"'{options.Security}' is none of {string.Join(", ", Enum.GetNames<SmtpSecurity>())}.");
        }

        RequireAddress(mistakes, nameof(options.From), options.From);
        if (options.ReplyTo is { } replyTo)
        {
            RequireAddress(mistakes, nameof(options.ReplyTo), replyTo);
        }

        CheckAuthentication(mistakes, options);
        mistakes.RequirePositive(nameof(options.Timeout), options.Timeout);
        if (options.MaxConnections < 1)
        {
            mistakes.Add(nameof(options.MaxConnections), FormattableString.Invariant($"'{options.MaxConnections}' is not valid: it is at least 1."));
        }

        if (options.ClientName is { } client && (client.Length == 0 || !client.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '[' or ']' or ':')))
        {
            mistakes.Add(nameof(options.ClientName), $"'{client}' is not the name of a host.");
        }

        CheckCertificates(mistakes, options.TrustedCertificatesFile);
        if (services.GetService<IServiceProviderIsService>() is { } known && !known.IsService(typeof(INoticeRecipients)) && !known.IsService(typeof(INoticeDirectory)))
        {
            mistakes.AddWhole("AddEmailNotifier: it is not said who gets letters. Call UseNoticeDirectory<T>() or UseNoticeRecipients<T>() on what AddCredits returns.");
        }

        return mistakes.ToResult();
    }

    private static void RequireAddress(OptionMistakes mistakes, string option, string address)
    {
        if (address.Length == 0)
        {
            mistakes.Add(option, "is missing: an e-mail address.");
        }
        else if (!EmailAddress.TryParse(address, out _, out string? mistake))
        {
            mistakes.Add(option, $"'{address}': {mistake}");
        }
    }

    private static void CheckAuthentication(OptionMistakes mistakes, EmailNotifierOptions options)
    {
        if (options.UserName is null && options.Password is not null)
        {
            mistakes.Add(nameof(options.UserName), "is missing, and there is a password.");
        }

        if (options.UserName is not null && options.Password is null)
        {
            mistakes.Add(nameof(options.Password), "is missing, and there is a user name.");
        }

        if (options is { UserName: not null, Security: SmtpSecurity.None, AllowPlainTextPassword: false })
        {
            mistakes.Add(nameof(options.Security), $"without encryption the password could be read on the way. Set {nameof(options.AllowPlainTextPassword)} if that is meant.");
        }
    }

    private static void CheckCertificates(OptionMistakes mistakes, string? file)
    {
        if (file is null)
        {
            return;
        }

        try
        {
            X509Certificate2Collection read = [];
            read.ImportFromPemFile(file);
            if (read.Count == 0)
            {
                mistakes.Add(nameof(EmailNotifierOptions.TrustedCertificatesFile), $"'{file}' holds no certificate in PEM form.");
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            mistakes.Add(nameof(EmailNotifierOptions.TrustedCertificatesFile), $"'{file}' cannot be read: {failure.Message}");
        }
    }
}
