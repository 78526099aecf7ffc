using System.Net;
using System.Text;
using NodaTime;

namespace Credits.Notifiers.Tests.Webhooks;

public sealed class WebhookNotifierTests
{
    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    [InlineData(204)]
    public async Task Any_success_is_a_delivery(int status)
    {
        using WebhookHost host = Answering(status);
        await host.NotifyAsync();
        host.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(599)]
    public async Task A_busy_target_is_tried_three_times_and_the_failure_is_not_permanent(int status)
    {
        using WebhookHost host = Answering(status);
        WebhookDeliveryException failure = await Failing(host);
        failure.Status.Should().Be((HttpStatusCode)status);
        failure.IsPermanent.Should().BeFalse();
        failure.Message.Should().Be($"The webhook target https://hooks.example.com/a answered {status}.", "keys in the query are not for the log");
        host.Requests.Should().HaveCount(3);
        host.Requests.Select(r => (r.Id, r.Body)).Distinct().Should().ContainSingle("every attempt has the same id and body");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(422)]
    public async Task A_refusal_is_permanent_and_not_tried_again(int status)
    {
        using WebhookHost host = Answering(status);
        (await Failing(host)).IsPermanent.Should().BeTrue();
        host.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirects_are_said_to_be_not_followed(int status)
    {
        using WebhookHost host = Answering(status);
        WebhookDeliveryException failure = await Failing(host);
        failure.Message.Should().Contain("not followed");
        failure.IsPermanent.Should().BeTrue();
    }

    [Fact]
    public async Task The_host_hears_of_a_target_that_is_gone()
    {
        using WebhookHost host = Answering(410);
        (await Failing(host)).IsPermanent.Should().BeTrue();
        host.Gone.Should().ContainSingle();
    }

    [Fact]
    public async Task It_succeeds_when_a_later_attempt_does()
    {
        using WebhookHost host = new((_, n) => new(n < 3 ? HttpStatusCode.BadGateway : HttpStatusCode.NoContent));
        await host.NotifyAsync();
        host.Requests.Should().HaveCount(3);
        host.Waits.Waited.Should().HaveCount(2);
        host.Waits.Waited[0].Should().BeGreaterThan(TimeSpan.FromMilliseconds(374)).And.BeLessThanOrEqualTo(TimeSpan.FromMilliseconds(500));
        host.Waits.Waited[1].Should().BeGreaterThan(TimeSpan.FromMilliseconds(749)).And.BeLessThanOrEqualTo(TimeSpan.FromMilliseconds(1_000));
    }

    [Fact]
    public async Task Retry_After_in_seconds_is_waited_for()
    {
        using WebhookHost host = RetryingAfter("4");
        await host.NotifyAsync();
        host.Waits.Waited.Should().Equal(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task Retry_After_as_a_date_is_waited_for()
    {
        using WebhookHost host = RetryingAfter("Thu, 15 Jan 2026 11:02:06 GMT");
        await host.NotifyAsync();
        host.Waits.Waited.Should().Equal(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Retry_After_a_date_that_is_past_asks_for_no_wait()
    {
        using WebhookHost host = RetryingAfter("Thu, 15 Jan 2026 11:00:00 GMT");
        await host.NotifyAsync();
        host.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_target_that_asks_for_more_time_than_is_allowed_is_left_alone_and_the_failure_says_for_how_long()
    {
        using WebhookHost host = RetryingAfter("120");
        (await Failing(host)).RetryAfter.Should().Be(Duration.FromSeconds(120));
        host.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task The_others_get_theirs_once_while_one_fails()
    {
        bool broken = true;
        using WebhookHost host = new((r, _) => new(broken && r.RequestUri!.AbsolutePath == "/b" ? HttpStatusCode.BadRequest : HttpStatusCode.OK));
        host.Targets.Add(new(new("https://hooks.example.com/b"), [WebhookSecret.Generate()]));
        host.Targets.Add(new(new("https://hooks.example.com/c"), [WebhookSecret.Generate()]));
        await Failing(host);
        broken = false;
        await host.NotifyAsync();
        host.Requests.Select(r => r.Url.AbsolutePath).Should().BeEquivalentTo("/a", "/b", "/c", "/b");
        host.Requests.Select(r => r.Id).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task Several_failures_are_told_together()
    {
        using WebhookHost host = Answering(404);
        host.Targets.Add(new(new("https://hooks.example.com/b"), [WebhookSecret.Generate()]));
        NoticeDeliveryException failure = (await host.Awaiting(h => h.NotifyAsync()).Should().ThrowAsync<NoticeDeliveryException>()).Which;
        failure.Message.Should().Contain("hooks.example.com/a").And.Contain("hooks.example.com/b");
        failure.IsPermanent.Should().BeTrue();
    }

    [Fact]
    public async Task A_target_that_wants_other_kinds_gets_nothing()
    {
        using WebhookHost host = Answering(200);
        host.Targets[0] = host.Targets[0] with { Kinds = new HashSet<NoticeKind> { NoticeKind.PlanReset } };
        await host.NotifyAsync();
        host.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task It_is_signed_with_every_secret_of_the_target()
    {
        using WebhookHost host = Answering(200);
        WebhookSecret next = WebhookSecret.Generate(), old = WebhookSecret.Generate();
        host.Targets[0] = new(host.Targets[0].Url, [next, old]);
        await host.NotifyAsync();
        (_, string id, string body, string signature) = host.Requests.Single();
        foreach (WebhookSecret secret in new[] { next, old })
        {
            StandardWebhook.Verify([secret], id, StandardWebhook.Timestamp(Samples.At), signature, Encoding.UTF8.GetBytes(body), Samples.At).Should().Be(WebhookVerification.Valid);
        }
    }

    [Theory]
    [InlineData("http://hooks.example.com/", "*only https*")]
    [InlineData("ftp://hooks.example.com/", "*not an absolute https address*")]
    [InlineData("https://user:password@hooks.example.com/", "*user name or password*")]
    [InlineData("/relative", "*not an absolute https address*")]
    public async Task An_address_that_must_not_be_is_refused_before_anything_is_sent(string url, string message)
    {
        using WebhookHost host = Answering(200);
        host.Targets[0] = new(new(url, UriKind.RelativeOrAbsolute), [WebhookSecret.Generate()]);
        WebhookDeliveryException failure = (await host.Awaiting(h => h.NotifyAsync()).Should().ThrowAsync<WebhookDeliveryException>()).WithMessage(message).Which;
        failure.IsPermanent.Should().BeTrue();
        failure.Message.Should().NotContain("password@");
        host.Requests.Should().BeEmpty();
    }

    private static WebhookHost Answering(int status) => new((_, _) => new((HttpStatusCode)status));

    private static WebhookHost RetryingAfter(string value) => new((_, n) =>
    {
        HttpResponseMessage answer = new(n == 1 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK);
        if (n == 1)
        {
            answer.Headers.Add("Retry-After", value);
        }

        return answer;
    });

    private static async Task<WebhookDeliveryException> Failing(WebhookHost host) =>
        (await host.Awaiting(h => h.NotifyAsync()).Should().ThrowAsync<WebhookDeliveryException>()).Which;
}
