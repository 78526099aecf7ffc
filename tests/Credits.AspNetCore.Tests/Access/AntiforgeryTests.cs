using System.Net;
using System.Net.Http.Headers;
using Credits.AspNetCore.Tests.Host;

namespace Credits.AspNetCore.Tests.Access;

/// <summary>Other sites' pages do not write with a visitor's credentials.</summary>
public sealed class AntiforgeryTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Header = "RequestVerificationToken";

    [Fact]
    public async Task A_browser_writes_with_its_token_and_not_without()
    {
        WebHost host = shared.Host;
        Caller grace = host.InBrowser("grace");
        (await SetLimitsAsync(grace, null)).ShouldBe(HttpStatusCode.BadRequest, "antiforgery_token_invalid");
        string token = await grace.TokenAsync();
        (await SetLimitsAsync(grace, null)).ShouldBe(HttpStatusCode.BadRequest, "antiforgery_token_invalid");
        (await SetLimitsAsync(grace, token + "A")).ShouldBe(HttpStatusCode.BadRequest, "antiforgery_token_invalid");
        (await SetLimitsAsync(grace, "forged")).ShouldBe(HttpStatusCode.BadRequest, "antiforgery_token_invalid");
        (await SetLimitsAsync(grace, token)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_of_somebody_else_is_none()
    {
        WebHost host = shared.Host;
        Caller grace = host.InBrowser("grace");
        await grace.TokenAsync();
        string others = await host.InBrowser("eve").TokenAsync();
        (await SetLimitsAsync(grace, others)).ShouldBe(HttpStatusCode.BadRequest, "antiforgery_token_invalid");
    }

    [Fact]
    public async Task A_bearer_token_alone_needs_no_other_and_together_with_a_cookie_it_does()
    {
        WebHost host = shared.Host;
        Caller grace = host.As("grace");
        (await SetLimitsAsync(grace, null)).ShouldBe(HttpStatusCode.OK);
        HttpRequestMessage both = SetLimits(grace, null);
        both.Headers.TryAddWithoutValidation("Cookie", "who=grace");
        (await grace.SendAsync(both)).ShouldBe(HttpStatusCode.BadRequest, "antiforgery_token_invalid");
    }

    [Fact]
    public async Task A_password_that_a_browser_remembers_is_sent_by_itself_too()
    {
        WebHost host = shared.Host;
        Caller grace = host.As("grace");
        HttpRequestMessage request = SetLimits(grace, null);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", "grace");
        (await grace.SendAsync(request)).ShouldBe(HttpStatusCode.BadRequest, "antiforgery_token_invalid");
    }

    [Fact]
    public async Task Reading_needs_none_and_a_form_is_not_understood_even_with_one()
    {
        WebHost host = shared.Host;
        Caller grace = host.InBrowser("grace");
        (await grace.GetAsync("/balance")).ShouldBe(HttpStatusCode.OK);
        HttpRequestMessage form = SetLimits(grace, await grace.TokenAsync());
        form.Headers.Remove("Cookie");
        form.Headers.TryAddWithoutValidation("Cookie", grace.Request(HttpMethod.Get, "/").Headers.GetValues("Cookie"));
        form.Content = new FormUrlEncodedContent([KeyValuePair.Create("limits", "[]")]);
        (await grace.SendAsync(form)).ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    private static Task<Answer> SetLimitsAsync(Caller caller, string? token) => caller.SendAsync(SetLimits(caller, token));

    private static HttpRequestMessage SetLimits(Caller caller, string? token)
    {
        HttpRequestMessage request = caller.Request(HttpMethod.Put, Caller.Path("acme", "/limits"), new { limits = Array.Empty<object>() });
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation(Header, token);
        }

        return request;
    }
}
