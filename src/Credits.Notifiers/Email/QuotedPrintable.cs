using System.Text;

namespace Credits.Notifiers;

/// <summary>Bodies as quoted-printable, RFC 2045: ASCII lines of at most 76 characters that every server carries unchanged, and people can still read.</summary>
internal static class QuotedPrintable
{
    private const int LongestLine = 76;

    /// <summary>Encodes a text as UTF-8. Lines end with CRLF, whatever ended them; the last one too.</summary>
    public static string Encode(string text)
    {
        StringBuilder encoded = new(text.Length + (text.Length / 8));
        string[] lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        foreach (string line in lines)
        {
            EncodeLine(encoded, Encoding.UTF8.GetBytes(line));
            encoded.Append("\r\n");
        }

        return encoded.ToString();
    }

    private static void EncodeLine(StringBuilder encoded, byte[] line)
    {
        int column = 0;
        for (int i = 0; i < line.Length; i++)
        {
            bool last = i == line.Length - 1;
            bool literal = line[i] switch
            {
                (byte)'=' => false,
                (byte)' ' or (byte)'\t' => !last, // What ends a line may be lost on the way.
                _ => line[i] is > (byte)' ' and <= (byte)'~',
            };
            int length = literal ? 1 : 3;

            // One column is kept for the soft break's own sign.
            if (column + length > LongestLine - (last ? 0 : 1))
            {
                encoded.Append("=\r\n");
                column = 0;
            }

            if (literal)
            {
                encoded.Append((char)line[i]);
            }
            else
            {
                encoded.Append('=').Append(Convert.ToHexString(line, i, 1));
            }

            column += length;
        }
    }
}
