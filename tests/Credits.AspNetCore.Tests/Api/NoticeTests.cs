using System.Net;
using Credits.AspNetCore.Tests.Host;
using Credits.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Credits.AspNetCore.Tests.Api;

/// <summary>Notices that nobody could be told of.</summary>
public sealed class NoticeTests : IAsyncLifetime
{
    private readonly RecordingNotifier _mail = new();
    private WebHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await WebHost.StartAsync(
            c => c.AddNotifier(_ => _mail, "mail"), static b => b.Services.Configure<CreditsOptions>(static o => o.NoticeAttempts = 1));
        (await _host.Credits.ConsumeAsync("acme", "test-cases", Actor.Member("ada", "Ada"), 100)).GetValueOrThrow();
        (await _host.Credits.ConsumeAsync("acme", "test-cases", Actor.Member("bob", "Bob"), 1)).Refusal.Should().NotBeNull();
        _mail.FailNext(2);
        await DeliverAsync();
        await DeliverAsync();
        _mail.Notices.Should().BeEmpty("both are parked");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Parked_notices_are_listed_with_what_they_tell_and_where_they_were_to_go()
    {
        (await _host.As("grace").GetAsync("/notices")).ShouldBe(HttpStatusCode.OK).Text.Should().Be(
            """{"notices":[{"number":1,"id":"acme:1","kind":"credits_exhausted","at":"2026-01-05T09:00:00Z","actor":{"id":"ada","name":"Ada"},"channel":"mail","parkedAt":"2026-01-05T09:00:00Z","attempts":1},"""
            + """{"number":2,"id":"acme:2","kind":"credits_insufficient","at":"2026-01-05T09:00:00Z","actor":{"id":"bob","name":"Bob"},"channel":"mail","parkedAt":"2026-01-05T09:00:00Z","attempts":1,"available":"0","requested":"10"}],"total":2}""");
        Answer second = (await _host.As("grace").GetAsync("/notices?skip=1&limit=1")).ShouldBe(HttpStatusCode.OK);
        second.Json.GetProperty("notices").EnumerateArray().Should().ContainSingle().Which.GetProperty("id").GetString().Should().Be("acme:2");
        second["total"].Should().Be("2");
        (await _host.As("eve").GetAsync("/notices", "globex")).ShouldBe(HttpStatusCode.OK).Text.Should().Be("""{"notices":[],"total":0}""");
    }

    [Fact]
    public async Task What_went_wrong_on_the_hosts_side_is_told_to_its_own_people_alone()
    {
        (await _host.As("grace").GetAsync("/notices")).Text.Should().NotContain("reason");
        (await _host.As("bill").GetAsync("/notices")).Json.GetProperty("notices")[0].GetProperty("reason").GetString().Should().StartWith("InvalidOperationException: ");
    }

    [Fact]
    public async Task An_administrator_has_them_delivered_again_one_or_all()
    {
        (await ResendAsync(new { number = 3 })).Should().Be("""{"resent":0}""");
        (await ResendAsync(new { channel = "webhook" })).Should().Be("""{"resent":0}""");
        (await ResendAsync(new { number = 2, channel = "mail" })).Should().Be("""{"resent":1}""");
        await DeliverAsync();
        _mail.Notices.Select(static n => n.Id).Should().Equal("acme:2");

        (await ResendAsync(new { })).Should().Be("""{"resent":1}""");
        await DeliverAsync();
        _mail.Notices.Select(static n => n.Id).Should().Equal("acme:2", "acme:1");
        (await _host.As("grace").GetAsync("/notices"))["total"].Should().Be("0");
        (await _host.As("grace").PostAsync("/notices/resend", """{"number":"one"}""")).ShouldBe(HttpStatusCode.BadRequest, "invalid_request")["field"].Should().Be("number");
    }

    private async Task<string> ResendAsync(object body) => (await _host.As("grace").PostAsync("/notices/resend", body)).ShouldBe(HttpStatusCode.OK).Text;

    private async Task DeliverAsync() => await _host.Services.GetRequiredService<ICreditsMaintenance>().DeliverNoticesAsync();
}
