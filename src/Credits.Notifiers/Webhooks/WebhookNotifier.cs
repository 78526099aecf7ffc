using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Credits.Notifications;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Credits.Notifiers;

/// <summary>
/// Posts a notice to every target of its wallet, signed by the Standard Webhooks scheme. Id and body are the same whenever it is sent again. A target
/// that is busy or away is tried again a few times at once; where some cannot be reached the others get theirs, the delivery fails, and its
/// repetition in this process is for those that are left. Thread-safe.
/// </summary>
internal sealed class WebhookNotifier(
    IHttpClientFactory clients,
    IWebhookTargets targets,
    IClock clock,
    IOptions<WebhookNotifierOptions> options,
    TimeProvider waiting) : INotifier
{
    /// <summary>The named client, which a host may add handlers to.</summary>
    public const string ClientName = "Credits.Notifiers.Webhooks";

    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly ProductInfoHeaderValue Agent = new("Credits.Notifiers", typeof(WebhookNotifier).Assembly.GetName().Version!.ToString(3));

    private readonly PartialDeliveries _partial = new();

    public string Name => "webhook";

    /// <summary>Read when they are needed: at start a host is told of mistakes in all options together, not of the first one that a service stumbles over.</summary>
    private WebhookNotifierOptions Options => options.Value;

    /// <summary>What is wrong with a target's address; null where nothing is.</summary>
    public static string? FindMistake(Uri url, bool allowHttp)
    {
        if (!url.IsAbsoluteUri || url.Scheme is not ("https" or "http") || url.Host.Length == 0)
        {
            return $"'{url}' is not an absolute https address.";
        }

        if (url.Scheme == "http" && !allowHttp)
        {
            return $"'{url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}' is http, and only https is allowed unless AllowHttp is set.";
        }

        return url.UserInfo.Length > 0 ? "it holds a user name or password, which an address must not." : null;
    }

    public async ValueTask NotifyAsync(Notice notice, CancellationToken cancellationToken)
    {
        IReadOnlyList<WebhookTarget> found = await targets.FindAsync(notice, cancellationToken).ConfigureAwait(false);
        WebhookTarget[] open =
        [
            .. found.Where(t => t.Kinds is null || t.Kinds.Contains(notice.Kind)).DistinctBy(t => t.Url).Where(t => !_partial.HasReached(notice.Id, Key(t))),
        ];
        if (open.Length == 0)
        {
            _partial.Forget(notice.Id);
            return;
        }

        byte[] body = NoticeJson.Write(notice);

        // Together, so that a slow target does not hold up the others.
        NoticeDeliveryException?[] outcomes = await Task.WhenAll(open.Select(t => TryAsync(notice, t, body, cancellationToken))).ConfigureAwait(false);
        NoticeDeliveryException[] failures = [.. outcomes.OfType<NoticeDeliveryException>()];
        if (failures.Length > 0)
        {
            _partial.Keep(notice.Id, open.Where((_, i) => outcomes[i] is null).Select(Key));
        }

        // A stop is told as one; what was reached until then is kept.
        cancellationToken.ThrowIfCancellationRequested();
        PartialDeliveries.ThrowIfAny(failures);
        _partial.Forget(notice.Id);
    }

    /// <summary>Addresses in messages and logs without their query, where some receivers have a key.</summary>
    private static string AddressOf(WebhookTarget target) => target.Url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private static string Key(WebhookTarget target) => target.Url.OriginalString;

    private static bool IsWorthRetrying(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;

    /// <summary>Tries a target until it takes the notice, refuses it for good, or there were enough attempts.</summary>
    /// <returns>Why it was not taken; null where it was.</returns>
    private async Task<NoticeDeliveryException?> TryAsync(Notice notice, WebhookTarget target, byte[] body, CancellationToken cancellationToken)
    {
        if (FindMistake(target.Url, Options.AllowHttp) is { } mistake)
        {
            return new WebhookDeliveryException($"The webhook target of wallet '{notice.Wallet}' cannot be used: {mistake}") { IsPermanent = true };
        }

        if (target.Secrets.Count == 0)
        {
            return new WebhookDeliveryException($"The webhook target {AddressOf(target)} has no secret to sign with.") { IsPermanent = true };
        }

        for (int attempt = 1; ; attempt++)
        {
            WebhookDeliveryException? failure;
            try
            {
                failure = await PostAsync(notice, target, body, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException stop) when (cancellationToken.IsCancellationRequested)
            {
                return new WebhookDeliveryException($"The webhook to {AddressOf(target)} was given up since the host stops.", stop);
            }

            if (failure is null)
            {
                return null;
            }

            if (failure.Status == HttpStatusCode.Gone)
            {
                await targets.GoneAsync(notice, target, cancellationToken).ConfigureAwait(false);
            }

            TimeSpan wait = failure.RetryAfter?.ToTimeSpan() ?? Backoff(attempt);
            if (failure.IsPermanent || attempt >= Options.Attempts || wait > Options.LongestDelay)
            {
                return failure;
            }

            await Task.Delay(wait, waiting, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One attempt.</summary>
    private async Task<WebhookDeliveryException?> PostAsync(Notice notice, WebhookTarget target, byte[] body, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Options.Timeout);
        using HttpClient client = clients.CreateClient(ClientName);
        using HttpRequestMessage request = Request(notice, target, body);
        try
        {
            // The headers say it all: the body of the answer is nobody's business, and may be endless.
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? null : Refused(target, response);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            return new($"The webhook target {AddressOf(target)} did not answer within {Options.Timeout}.", late);
        }
        catch (HttpRequestException failure)
        {
            return new($"The webhook target {AddressOf(target)} could not be reached: {failure.InnerException?.Message ?? failure.Message}", failure)
            {
                IsPermanent = failure.InnerException is PrivateAddressException,
            };
        }
    }

    private HttpRequestMessage Request(Notice notice, WebhookTarget target, byte[] body)
    {
        string id = NoticeIdentity.Of(notice);
        Instant now = clock.GetCurrentInstant();
        HttpRequestMessage request = new(HttpMethod.Post, target.Url) { Content = new ByteArrayContent(body) { Headers = { ContentType = Json } } };
        request.Headers.UserAgent.Add(Agent);
        request.Headers.Add(StandardWebhook.IdHeader, id);
        request.Headers.Add(StandardWebhook.TimestampHeader, StandardWebhook.Timestamp(now));
        request.Headers.Add(StandardWebhook.SignatureHeader, StandardWebhook.Sign(target.Secrets, id, now, body));
        return request;
    }

    private WebhookDeliveryException Refused(WebhookTarget target, HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        string redirect = status is >= 300 and < 400 ? " Redirects are not followed: the target's address has to be the final one." : "";
        return new(string.Create(CultureInfo.InvariantCulture, $"The webhook target {AddressOf(target)} answered {status}.{redirect}"))
        {
            Status = response.StatusCode,
            IsPermanent = !IsWorthRetrying(response.StatusCode),
            RetryAfter = RetryAfter(response.Headers.RetryAfter),
        };
    }

    /// <summary>In seconds or as a date; one that is past asks for no wait.</summary>
    private Duration? RetryAfter(RetryConditionHeaderValue? header)
    {
        if (header?.Delta is { } delta)
        {
            return Duration.FromTimeSpan(delta);
        }

        return header?.Date is { } date ? Duration.Max(Duration.Zero, Instant.FromDateTimeOffset(date) - clock.GetCurrentInstant()) : null;
    }

    private TimeSpan Backoff(int attempt)
    {
        TimeSpan wait = Options.FirstDelay * Math.Pow(2, attempt - 1);
#pragma warning disable CA5394 // Chance that spreads attempts is no secret.
        wait *= 1 - (Random.Shared.NextDouble() / 4);
#pragma warning restore CA5394
        return wait < Options.LongestDelay ? wait : Options.LongestDelay;
    }
}
