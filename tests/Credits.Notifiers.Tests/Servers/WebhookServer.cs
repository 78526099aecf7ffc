namespace Credits.Notifiers.Tests.Servers;

/// <summary>A receiver of webhooks on loopback, which checks signatures in Python.</summary>
internal sealed class WebhookServer() : PythonServer<ReceivedWebhook>("webhook_server.py")
{
    public WebhookSecret Secret { get; } = WebhookSecret.Generate();

    public Uri Url => new($"http://127.0.0.1:{Port}/hooks?key=secret");

    protected override IEnumerable<string> Arguments => [Secret.Reveal()];

    public static async Task<WebhookServer> BeginAsync()
    {
        WebhookServer server = new();
        await server.StartAsync();
        return server;
    }

    /// <summary>The options of who may post here.</summary>
    public void Configure(WebhookNotifierOptions options)
    {
        options.Url = Url;
        options.Secrets.Add(Secret.Reveal());
        options.AllowHttp = true;
        options.AllowPrivateAddresses = true;
        options.FirstDelay = TimeSpan.FromMilliseconds(1);
        options.Timeout = TimeSpan.FromMinutes(2);
    }
}
