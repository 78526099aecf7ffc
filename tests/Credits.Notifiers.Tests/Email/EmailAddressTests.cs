namespace Credits.Notifiers.Tests.Email;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("ada@example.com", "ada@example.com", true)]
    [InlineData("a.b+c'd_e@sub.example.com", "a.b+c'd_e@sub.example.com", true)]
    [InlineData("ada@bücher.example", "ada@xn--bcher-kva.example", true)]
    [InlineData("größe@example.com", "größe@example.com", false)]
    [InlineData("root@localhost", "root@localhost", true)]
    public void Addresses_are_read(string text, string read, bool isAscii)
    {
        EmailAddress.TryParse(text, out EmailAddress? address, out _).Should().BeTrue();
        address!.ToString().Should().Be(read);
        address.IsAscii.Should().Be(isAscii);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("@example.com")]
    [InlineData("ada@")]
    [InlineData("ada@example.com\r\nRCPT TO:<eve@example.com>")]
    [InlineData("ada\r\n@example.com")]
    [InlineData("ada\n@example.com")]
    [InlineData("ada> SIZE=1 <@example.com")]
    [InlineData("a da@example.com")]
    [InlineData("ada @example.com")]
    [InlineData("ada\u2028@example.com")]
    [InlineData("ada\u202E@example.com")]
    [InlineData("ada\ud800@example.com")]
    [InlineData("\"ada\"@example.com")]
    [InlineData("ada,eve@example.com")]
    [InlineData(".ada@example.com")]
    [InlineData("ada.@example.com")]
    [InlineData("a..b@example.com")]
    [InlineData("ada@exa mple.com")]
    [InlineData("ada@-example.com")]
    [InlineData("ada@example..com")]
    [InlineData("ada@[127.0.0.1]")]
    [InlineData("ada@example.com>")]
    public void What_could_end_a_header_or_a_command_is_no_address(string? text)
    {
        EmailAddress.TryParse(text, out _, out string? mistake).Should().BeFalse();
        mistake.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public void Too_long_is_no_address()
    {
        EmailAddress.TryParse($"{new string('a', 64)}@example.com", out _, out _).Should().BeTrue();
        EmailAddress.TryParse($"{new string('a', 65)}@example.com", out _, out _).Should().BeFalse();
        EmailAddress.TryParse($"a@{string.Join('.', Enumerable.Repeat(new string('b', 60), 5))}", out _, out _).Should().BeFalse();
    }
}
