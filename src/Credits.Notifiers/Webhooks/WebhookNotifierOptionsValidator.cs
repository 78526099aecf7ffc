using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Credits.Notifiers;

/// <summary>Finds everything that is wrong with the webhooks' options, in one go.</summary>
internal sealed class WebhookNotifierOptionsValidator(IServiceProvider services) : IValidateOptions<WebhookNotifierOptions>
{
    private const int MostAttempts = 10;

    public ValidateOptionsResult Validate(string? name, WebhookNotifierOptions options)
    {
        OptionMistakes mistakes = new(options.Place, options.Unread);
        if (options.Url is { } url && WebhookNotifier.FindMistake(url, options.AllowHttp) is { } mistake)
        {
            mistakes.Add(nameof(options.Url), mistake);
        }

        if (options.Url is not null && options.Secrets.Count == 0)
        {
            mistakes.Add(nameof(options.Secrets), "is missing: at least one secret, such as WebhookSecret.Generate() makes.");
        }

        for (int i = 0; i < options.Secrets.Count; i++)
        {
            if (!WebhookSecret.TryParse(options.Secrets[i], out _))
            {
                mistakes.Add(FormattableString.Invariant($"{nameof(options.Secrets)}:{i}"), "is not 'whsec_' and the base64 of 24 to 64 bytes.");
            }
        }

        mistakes.RequirePositive(nameof(options.Timeout), options.Timeout);
        mistakes.RequirePositive(nameof(options.FirstDelay), options.FirstDelay);
        mistakes.RequirePositive(nameof(options.LongestDelay), options.LongestDelay);
        if (options.Attempts is < 1 or > MostAttempts)
        {
            mistakes.Add(nameof(options.Attempts), FormattableString.Invariant($"'{options.Attempts}' is not valid: 1 to {MostAttempts}."));
        }

        if (options.Url is null && options.Unread.Count == 0 && services.GetService<IServiceProviderIsService>()?.IsService(typeof(IWebhookTargets)) == false)
        {
            mistakes.AddWhole("AddWebhookNotifier: it is not said where webhooks go. Set Url and Secrets, or call UseWebhookTargets<T>() on what AddCredits returns.");
        }

        return mistakes.ToResult();
    }
}
