namespace Credits.Notifiers;

/// <summary>How webhooks are sent. Read when the notifier is made; all mistakes are reported together when the host starts.</summary>
public sealed class WebhookNotifierOptions
{
    /// <summary>The one target of all wallets, for a host without an <see cref="IWebhookTargets"/>. Default: null.</summary>
    public Uri? Url { get; set; }

    /// <summary>The secrets of <see cref="Url"/>, each <c>whsec_</c> and base64.</summary>
    public IList<string> Secrets { get; init; } = [];

    /// <summary>How long one attempt may take, until the answer's headers are there. More than 0. Default: 10 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a notice is tried at once where the target is busy or away, before the delivery fails and comes again later: 1 to 10. Default: 3.</summary>
    public int Attempts { get; set; } = 3;

    /// <summary>How long to wait before the second attempt; each further wait is twice as long, and up to a quarter shorter by chance. More than 0. Default: half a second.</summary>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The longest wait between two attempts. A target that asks for more by <c>Retry-After</c> is not asked again by this delivery, which
    /// fails. More than 0. Default: 5 seconds.
    /// </summary>
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Let webhooks go to http addresses: for development. Default: false, https alone.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>
    /// Let webhooks go to addresses that are not public: loopback, private networks, link-local and metadata services. Default: false, since customers
    /// who name targets could reach into the host's own network.
    /// </summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>What a mistake is called by: the configuration's section, or this type.</summary>
    internal string Place { get; set; } = nameof(WebhookNotifierOptions);

    /// <summary>What could not be read from the configuration.</summary>
    internal List<string> Unread { get; } = [];
}
