using Credits.Notifications;
using Microsoft.Extensions.Options;

namespace Credits.Notifiers;

/// <summary>The one target of the options, for all wallets.</summary>
internal sealed class ConfiguredTargets(IOptions<WebhookNotifierOptions> options) : IWebhookTargets
{
    private readonly Lazy<IReadOnlyList<WebhookTarget>> _targets =
        new(() => [new(options.Value.Url!, [.. options.Value.Secrets.Select(WebhookSecret.Parse)])]);

    public ValueTask<IReadOnlyList<WebhookTarget>> FindAsync(Notice notice, CancellationToken cancellationToken) => new(_targets.Value);
}
