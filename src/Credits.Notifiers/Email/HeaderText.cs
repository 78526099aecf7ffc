using System.Globalization;
using System.Text;

namespace Credits.Notifiers;

/// <summary>
/// Texts in headers of a message, RFC 5322 and RFC 2047: lines of at most 76 characters, in ASCII. Whatever would end a line becomes a
/// space first, so that no text can add a header.
/// </summary>
internal static class HeaderText
{
    private const int LongestLine = 76;
    private const string WordBegin = "=?utf-8?B?";
    private const string WordEnd = "?=";

    /// <summary>A header of free text, folded, without the line end.</summary>
    public static string Unstructured(string name, string text)
    {
        string clean = Clean(text);
        string begin = name + ": ";
        string[] words = clean.Split(' ');
        bool plain = IsPlain(clean) && begin.Length + words[0].Length <= LongestLine && words.All(w => w.Length < LongestLine);
        return plain ? Fold(begin, words) : begin + Encode(clean, begin.Length);
    }

    /// <summary>A header of a mailbox with the name of whose it is, folded, without the line end.</summary>
    public static string Mailbox(string name, string? owner, EmailAddress address)
    {
        string begin = name + ": ";
        string clean = Clean(owner ?? "");
        if (clean.Length == 0)
        {
            return begin + address;
        }

        string quoted = $"\"{clean.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        string phrase = IsPlain(clean) && begin.Length + quoted.Length <= LongestLine ? quoted : Encode(clean, begin.Length);
        return $"{begin}{phrase}\r\n <{address}>";
    }

    /// <summary>Every run of controls and line separators becomes one space; half a surrogate pair becomes the replacement character.</summary>
    public static string Clean(string text)
    {
        StringBuilder clean = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool breaks = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator || Rune.IsWhiteSpace(rune);
            if (!breaks)
            {
                clean.Append(rune);
            }
            else if (clean.Length > 0 && clean[^1] != ' ')
            {
                clean.Append(' ');
            }
        }

        return clean.ToString().TrimEnd();
    }

    private static bool IsPlain(string clean) => clean.All(c => c is >= ' ' and <= '~') && !clean.Contains("=?", StringComparison.Ordinal);

    private static string Fold(string begin, string[] words)
    {
        StringBuilder header = new(begin);
        int line = begin.Length;
        for (int i = 0; i < words.Length; i++)
        {
            if (i > 0)
            {
                bool fits = line + 1 + words[i].Length <= LongestLine;
                header.Append(fits ? " " : "\r\n ");
                line = fits ? line + 1 : 1;
            }

            header.Append(words[i]);
            line += words[i].Length;
        }

        return header.ToString();
    }

    /// <summary>Encoded words, one a line, each of whole characters.</summary>
    private static string Encode(string clean, int firstColumn)
    {
        StringBuilder encoded = new();
        List<byte> word = [];
        int column = firstColumn;
        Span<byte> utf8 = stackalloc byte[4];
        foreach (Rune rune in clean.EnumerateRunes())
        {
            int length = rune.EncodeToUtf8(utf8);
            if (word.Count + length > Room(column))
            {
                EndWord(encoded, word);
                encoded.Append("\r\n ");
                column = 1;
            }

            word.AddRange(utf8[..length]);
        }

        EndWord(encoded, word);
        return encoded.ToString();
    }

    private static int Room(int column) => (LongestLine - column - WordBegin.Length - WordEnd.Length) / 4 * 3;

    private static void EndWord(StringBuilder encoded, List<byte> word)
    {
        encoded.Append(WordBegin).Append(Convert.ToBase64String([.. word])).Append(WordEnd);
        word.Clear();
    }
}
