using System.Text;
using NodaTime;

namespace Credits.Notifiers.Tests.Webhooks;

public sealed class StandardWebhookTests
{
    // The example of the Standard Webhooks reference implementations.
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Timestamp = "1614265330";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static readonly WebhookSecret Secret = WebhookSecret.Parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static readonly Instant Sent = Instant.FromUnixTimeSeconds(1_614_265_330);

    private static ReadOnlySpan<byte> Body => """{"test": 2432232314}"""u8;

    [Fact]
    public void The_published_example_has_the_published_signature() =>
        StandardWebhook.Sign([Secret], Id, Sent + Duration.FromMilliseconds(999), Body).Should().Be(Signature);

    [Fact]
    public void The_published_example_is_verified() => Verify().Should().Be(WebhookVerification.Valid);

    [Fact]
    public void While_a_secret_is_changed_both_sign_and_either_verifies()
    {
        WebhookSecret next = WebhookSecret.Generate();
        string both = StandardWebhook.Sign([next, Secret], Id, Sent, Body);
        both.Split(' ').Should().HaveCount(2).And.Contain(Signature);
        Verify(signature: both).Should().Be(WebhookVerification.Valid, "the receiver still has the old one");
        StandardWebhook.Verify([next], Id, Timestamp, both, Body, Sent).Should().Be(WebhookVerification.Valid, "the receiver has the new one already");
    }

    [Theory]
    [InlineData("v1,AAAA")]
    [InlineData("v1,")]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v1,not base64!")]
    [InlineData("   ")]
    public void Other_signatures_are_wrong(string signature) => Verify(signature: signature).Should().Be(WebhookVerification.SignatureWrong);

    [Fact]
    public void Another_body_id_or_time_is_wrong()
    {
        StandardWebhook.Verify([Secret], Id, Timestamp, Signature, """{"test":2432232314}"""u8, Sent).Should().Be(WebhookVerification.SignatureWrong);
        Verify(id: "msg_other").Should().Be(WebhookVerification.SignatureWrong);
        Verify(timestamp: "1614265331").Should().Be(WebhookVerification.SignatureWrong);
        Verify(timestamp: "01614265330").Should().Be(WebhookVerification.SignatureWrong, "the header is signed as it stands there");
    }

    [Theory]
    [InlineData(300, WebhookVerification.Valid)]
    [InlineData(301, WebhookVerification.TooOld)]
    [InlineData(-300, WebhookVerification.Valid)]
    [InlineData(-301, WebhookVerification.TooNew)]
    public void It_is_valid_for_five_minutes_either_way(int secondsLater, WebhookVerification expected) => Verify(now: Sent + Duration.FromSeconds(secondsLater)).Should().Be(expected);

    [Fact]
    public void The_tolerance_can_be_chosen() =>
        StandardWebhook.Verify([Secret], Id, Timestamp, Signature, Body, Sent + Duration.FromSeconds(2), Duration.FromSeconds(1)).Should().Be(WebhookVerification.TooOld);

    [Theory]
    [InlineData(null, Timestamp, Signature)]
    [InlineData("", Timestamp, Signature)]
    [InlineData(Id, null, Signature)]
    [InlineData(Id, Timestamp, null)]
    public void A_missing_header_is_said(string? id, string? timestamp, string? signature) =>
        StandardWebhook.Verify([Secret], id, timestamp, signature, Body, Sent).Should().Be(WebhookVerification.HeaderMissing);

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("1614265330.5")]
    [InlineData("99999999999999999999")]
    [InlineData("9223372036854775807")]
    public void A_timestamp_that_is_none_is_said(string timestamp) => Verify(timestamp: timestamp).Should().Be(WebhookVerification.TimestampUnreadable);

    [Fact]
    public void Nothing_is_signed_without_a_secret() =>
        FluentActions.Invoking(() => StandardWebhook.Sign([], Id, Sent, Encoding.UTF8.GetBytes("x"))).Should().Throw<ArgumentException>();

    private static WebhookVerification Verify(string id = Id, string timestamp = Timestamp, string signature = Signature, Instant? now = null) =>
        StandardWebhook.Verify([Secret], id, timestamp, signature, Body, now ?? Sent);
}
