namespace Credits.Notifiers.Tests.Webhooks;

public sealed class WebhookSecretTests
{
    [Fact]
    public void A_secret_comes_back_as_it_was_revealed()
    {
        string text = WebhookSecret.Generate().Reveal();
        text.Should().StartWith("whsec_");
        WebhookSecret.Parse(text).Reveal().Should().Be(text);
        WebhookSecret.Parse(text["whsec_".Length..]).Reveal().Should().Be(text, "the prefix may be left out");
    }

    [Fact]
    public void Two_secrets_are_never_the_same() => WebhookSecret.Generate().Reveal().Should().NotBe(WebhookSecret.Generate().Reveal());

    [Fact]
    public void A_secret_does_not_show_itself_by_accident()
    {
        WebhookSecret secret = WebhookSecret.Generate();
        WebhookTarget target = new(new("https://example.com"), [secret]);
        $"{secret} {target}".Should().NotContain(secret.Reveal()["whsec_".Length..]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_???")]
    [InlineData("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")] // not base64
    [InlineData("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")] // 23 bytes
    public void What_is_no_secret_is_refused_without_repeating_it(string? text)
    {
        WebhookSecret.TryParse(text, out _).Should().BeFalse();
        if (text is { Length: > 6 })
        {
            FluentActions.Invoking(() => WebhookSecret.Parse(text)).Should().Throw<FormatException>().Which.Message.Should().NotContain(text[6..]);
        }
    }

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void It_has_24_to_64_bytes(int bytes, bool accepted) => WebhookSecret.TryParse(Convert.ToBase64String(new byte[bytes]), out _).Should().Be(accepted);
}
