using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Credits.Dashboard.Tests.Host;

/// <summary>Whoever the cookie <c>who</c> names.</summary>
public sealed class CookieName(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "CookieName";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Request.Cookies["who"] is { } who
        ? AuthenticateResult.Success(new(new(new ClaimsIdentity([new Claim(ClaimTypes.Name, who)], SchemeName)), SchemeName))
        : AuthenticateResult.NoResult());
}
