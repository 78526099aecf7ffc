using Credits.Notifications;

namespace Credits.Notifiers;

/// <summary>Says where webhooks of a wallet go. A singleton, called concurrently, and again when a notice comes again.</summary>
public interface IWebhookTargets
{
    /// <summary>Finds where a notice goes.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The targets, each address once. None: the notice is done with.</returns>
    ValueTask<IReadOnlyList<WebhookTarget>> FindAsync(Notice notice, CancellationToken cancellationToken);

    /// <summary>
    /// Hears that a target answered 410 Gone: by the scheme it wants no more webhooks. Whoever takes it off the list here ends the notice's
    /// repetitions; by default nothing is done.
    /// </summary>
    /// <param name="notice">The notice that it did not take.</param>
    /// <param name="target">The target.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is done.</returns>
    ValueTask GoneAsync(Notice notice, WebhookTarget target, CancellationToken cancellationToken) => default;
}
