namespace Credits.Notifiers.Tests.Email;

public sealed class HeaderTextTests
{
    [Theory]
    [InlineData("Hello\r\nBcc: eve@example.com", "Subject: Hello Bcc: eve@example.com")]
    [InlineData("Hello\nworld", "Subject: Hello world")]
    [InlineData("Hello\rworld", "Subject: Hello world")]
    [InlineData("Hello\u2028\u0085\0world\t", "Subject: Hello world")]
    [InlineData("", "Subject: ")]
    public void Nothing_in_a_text_ends_the_header(string text, string header) => HeaderText.Unstructured("Subject", text).Should().Be(header);

    [Fact]
    public void A_name_cannot_end_its_quotes() =>
        HeaderText.Mailbox("To", "Ada\" <eve@example.com>, \"\\\r\nBcc: x", new("ada", "example.com"))
            .Should().Be("To: \"Ada\\\" <eve@example.com>, \\\"\\\\ Bcc: x\"\r\n <ada@example.com>");

    [Fact]
    public void Texts_beyond_ASCII_and_what_looks_encoded_are_encoded()
    {
        HeaderText.Unstructured("Subject", "Größe").Should().Be("Subject: =?utf-8?B?R3LDtsOfZQ==?=");
        HeaderText.Unstructured("Subject", "=?utf-8?B?R3LDtsOfZQ==?=").Should().StartWith("Subject: =?utf-8?B?PT91");
    }

    [Theory]
    [InlineData("plain words ")]
    [InlineData("Größe 😀 ")]
    [InlineData("wordwithoutanyspace")]
    public void Lines_have_at_most_76_characters(string piece)
    {
        string header = HeaderText.Unstructured("Credits-Notice", string.Concat(Enumerable.Repeat(piece, 40)));
        header.Split("\r\n").Should().HaveCountGreaterThan(3).And.OnlyContain(l => l.Length <= 76);
        header.Split("\r\n").Skip(1).Should().OnlyContain(l => l.StartsWith(' '));
    }

    [Fact]
    public void Half_a_character_becomes_the_replacement_character() => HeaderText.Clean("a\ud800b").Should().Be("a\ufffdb");
}
