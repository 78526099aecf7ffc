using Credits.Testing;
using Microsoft.Extensions.Options;

namespace Credits.Notifiers.Tests.Webhooks;

/// <summary>A webhook notifier whose targets answer as a test says, and whose waits last no time but are written down.</summary>
internal sealed class WebhookHost : HttpMessageHandler, IHttpClientFactory, IWebhookTargets
{
    private readonly Func<HttpRequestMessage, int, HttpResponseMessage> _answer;
    private readonly WebhookNotifier _notifier;

    public WebhookHost(Func<HttpRequestMessage, int, HttpResponseMessage> answer, Action<WebhookNotifierOptions>? configure = null)
    {
        _answer = answer;
        WebhookNotifierOptions options = new();
        configure?.Invoke(options);
        _notifier = new(this, this, Clock, Options.Create(options), Waits);
    }

    public ManualClock Clock { get; } = new(Samples.At);

    public ImpatientTime Waits { get; } = new();

    public List<WebhookTarget> Targets { get; } = [new(new("https://hooks.example.com/a?key=secret"), [WebhookSecret.Generate()])];

    public List<(Uri Url, string Id, string Body, string Signature)> Requests { get; } = [];

    public List<Uri> Gone { get; } = [];

    public Task NotifyAsync() => _notifier.NotifyAsync(Samples.SoftLimit, CancellationToken.None).AsTask();

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    public ValueTask<IReadOnlyList<WebhookTarget>> FindAsync(Notifications.Notice notice, CancellationToken cancellationToken) => new([.. Targets]);

    public ValueTask GoneAsync(Notifications.Notice notice, WebhookTarget target, CancellationToken cancellationToken)
    {
        Gone.Add(target.Url);
        return default;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = await request.Content!.ReadAsStringAsync(cancellationToken);
        lock (Requests)
        {
            Requests.Add((request.RequestUri!, request.Headers.GetValues("webhook-id").Single(), body, request.Headers.GetValues("webhook-signature").Single()));
            return _answer(request, Requests.Count);
        }
    }
}

/// <summary>Time in which every wait is over at once.</summary>
internal sealed class ImpatientTime : TimeProvider
{
    public List<TimeSpan> Waited { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waited.Add(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
