namespace Credits.Notifiers;

/// <summary>Where webhooks go. Immutable.</summary>
/// <param name="Url">The address: https, or http where <see cref="WebhookNotifierOptions.AllowHttp"/> is set; without user name and password.</param>
/// <param name="Secrets">The secrets in use, at least one. While one is being changed: the new one and the old one, and the receiver takes either.</param>
public sealed record WebhookTarget(Uri Url, IReadOnlyList<WebhookSecret> Secrets)
{
    /// <summary>Which notices are sent; null for all.</summary>
    public IReadOnlySet<NoticeKind>? Kinds { get; init; }
}
