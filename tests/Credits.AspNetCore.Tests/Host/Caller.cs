using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Credits.AspNetCore.Tests.Host;

/// <summary>Somebody who sends requests to the API.</summary>
internal sealed class Caller(WebHost host, string who, bool cookie)
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromMinutes(5) };

    private string? _antiforgeryCookie;

    public HttpRequestMessage Request(HttpMethod method, string path, object? body = null)
    {
        // As written: a path is not tidied up on its way.
        Uri uri = new(host.Address.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        HttpRequestMessage request = new(method, uri);
        if (cookie)
        {
            request.Headers.TryAddWithoutValidation("Cookie", _antiforgeryCookie is null ? $"who={who}" : $"who={who}; {_antiforgeryCookie}");
        }
        else
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", who);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        return request;
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await Client.SendAsync(request);
        return new(
            response.StatusCode,
            response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase),
            await response.Content.ReadAsStringAsync());
    }

    public Task<HttpResponseMessage> StreamAsync(string path) => Client.SendAsync(Request(HttpMethod.Get, path), HttpCompletionOption.ResponseHeadersRead);

    public Task<Answer> GetAsync(string path, string wallet = Organisations.Acme) => SendAsync(Request(HttpMethod.Get, Path(wallet, path)));

    public Task<Answer> PostAsync(string path, object body, string? key = null, string wallet = Organisations.Acme) => WriteAsync(HttpMethod.Post, path, body, key, wallet);

    public Task<Answer> PutAsync(string path, object body, string? key = null, string wallet = Organisations.Acme) => WriteAsync(HttpMethod.Put, path, body, key, wallet);

    public async Task<string> TokenAsync()
    {
        Answer answer = await SendAsync(Request(HttpMethod.Get, WebHost.Api + "/antiforgery"));
        answer.Status.Should().Be(HttpStatusCode.OK);
        if (answer.Headers.TryGetValue("Set-Cookie", out string? set))
        {
            _antiforgeryCookie = set.Split(';')[0];
        }

        answer["header"].Should().Be("RequestVerificationToken");
        return answer["token"];
    }

    public static string Path(string wallet, string path) => $"{WebHost.Api}/wallets/{Uri.EscapeDataString(wallet)}{path}";

    private Task<Answer> WriteAsync(HttpMethod method, string path, object body, string? key, string wallet)
    {
        HttpRequestMessage request = Request(method, Path(wallet, path), body);
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return SendAsync(request);
    }
}
