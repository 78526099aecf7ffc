using System.Text;

namespace Credits.Notifiers.Tests.Email;

public sealed class QuotedPrintableTests
{
    [Theory]
    [InlineData("a=b", "a=3Db\r\n")]
    [InlineData("ü", "=C3=BC\r\n")]
    [InlineData("space at the end \nnext", "space at the end=20\r\nnext\r\n")]
    [InlineData("tab\t\r\nnext\rand\n\n\n", "tab=09\r\nnext\r\nand\r\n")]
    [InlineData("", "\r\n")]
    [InlineData(".", ".\r\n")]
    public void Texts_are_encoded(string text, string encoded) => QuotedPrintable.Encode(text).Should().Be(encoded);

    [Fact]
    public void Any_text_comes_back_and_no_line_is_longer_than_76()
    {
        Random random = new(4711);
        for (int round = 0; round < 500; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(300)).Select(_ => random.Next(6) switch
            {
                0 => "=",
                1 => " ",
                2 => "😀",
                3 => random.Next(20) == 0 ? "\n" : ".",
                _ => ((char)random.Next(32, 127)).ToString(),
            }));
            string encoded = QuotedPrintable.Encode(text);
            encoded.Split("\r\n").Should().OnlyContain(l => l.Length <= 76);
            Decode(encoded).Should().Be(text.TrimEnd('\n') + "\n");
        }
    }

    /// <summary>As RFC 2045 says it, without looking at the encoder.</summary>
    private static string Decode(string encoded)
    {
        string joined = encoded.Replace("=\r\n", "", StringComparison.Ordinal).Replace("\r\n", "\n", StringComparison.Ordinal);
        List<byte> bytes = [];
        for (int i = 0; i < joined.Length; i++)
        {
            bytes.Add(joined[i] == '=' ? Convert.ToByte(joined.Substring(i + 1, 2), 16) : (byte)joined[i]);
            i += joined[i] == '=' ? 2 : 0;
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
