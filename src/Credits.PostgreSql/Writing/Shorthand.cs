using System.Buffers;
using System.Text;

namespace Credits.PostgreSql;

/// <summary>
/// Writes the parts that nearly every entry has as one control character each, which JSON has none of: half the size of a consume, and so
/// two thirds of what is stored for it. The view <c>entries</c> has the JSON whole.
/// </summary>
/// <remarks>The parts never change; more may follow, together with a migration of the views.</remarks>
internal static class Shorthand
{
    private static readonly byte[][] Bytes;
    private static readonly byte[][] SignsByFirstByte;
    private static readonly SearchValues<byte> FirstBytes;

    static Shorthand()
    {
        Bytes = [.. Enumerable.Range(0, ' ').Select(_ => Array.Empty<byte>())];
        foreach ((char sign, string part) in Parts)
        {
            Bytes[sign] = Encoding.ASCII.GetBytes(part);
        }

        FirstBytes = SearchValues.Create([.. Parts.Select(p => (byte)p.Part[0])]);
        SignsByFirstByte = [.. Enumerable.Range(0, 256).Select(first => Parts.Where(p => p.Part[0] == first).Select(p => (byte)p.Sign).ToArray())];
    }

    /// <summary>Each part, with an apostrophe for every quotation mark, and the character that stands for it; of two that fit, the first is taken. The line ends are left, for separating entries.</summary>
    public static IReadOnlyList<(char Sign, string Part)> Parts { get; } =
    [
        .. new[]
        {
            ('\u0001', "{'a':'"),
            ('\u0002', "','n':'"),
            ('\u0003', "','b':"),
            ('\u0004', ",'r':"),
            ('\u0005', ",'s':"),
            ('\u0006', ",'e':[{'$':'consumed','f':'"),
            ('\u0007', ",'e':[{'$':'"),
            ('\u0008', "','q':"),
            ('\u000b', ",'m':"),
            ('\u000c', ",'l':'"),
            ('\u000e', "'}]}"),
            ('\u000f', "','o':'"),
            ('\u0010', "','k':'"),
            ('\u0011', "','f':'"),
            ('\u0012', "'},{'$':'"),
            ('\u0013', "000000"),
        }.Select(p => (p.Item1, p.Item2.Replace('\'', '"'))),
    ];

    /// <summary>Shortens JSON in place.</summary>
    /// <returns>Its length now.</returns>
    public static int Shorten(Span<byte> json)
    {
        int length = 0;
        int next = 0;
        while (next < json.Length)
        {
            int plain = json[next..].IndexOfAny(FirstBytes);
            if (plain != 0)
            {
                plain = plain < 0 ? json.Length - next : plain;
                json.Slice(next, plain).CopyTo(json[length..]);
                length += plain;
                next += plain;
                continue;
            }

            (byte shortened, int taken) = ShortenOne(json[next..]);
            json[length++] = shortened;
            next += taken;
        }

        return length;
    }

    /// <summary>The sign for the part at the beginning and the part's length, or the first byte as it is.</summary>
    private static (byte Shortened, int Taken) ShortenOne(ReadOnlySpan<byte> json)
    {
        foreach (byte sign in SignsByFirstByte[json[0]])
        {
            if (json.StartsWith(Bytes[sign]))
            {
                return (sign, Bytes[sign].Length);
            }
        }

        return (json[0], 1);
    }

    /// <summary>How long shortened JSON is in full.</summary>
    public static int LengthInFull(ReadOnlySpan<byte> shortened)
    {
        int length = 0;
        foreach (byte next in shortened)
        {
            length += next < Bytes.Length ? Bytes[next].Length : 1;
        }

        return length;
    }

    /// <summary>Puts the parts back.</summary>
    /// <returns>The JSON's length.</returns>
    public static int Expand(ReadOnlySpan<byte> shortened, Span<byte> json)
    {
        int length = 0;
        foreach (byte next in shortened)
        {
            if (next < Bytes.Length)
            {
                Bytes[next].CopyTo(json[length..]);
                length += Bytes[next].Length;
            }
            else
            {
                json[length++] = next;
            }
        }

        return length;
    }

    /// <summary>The same in SQL.</summary>
    public static string ExpandSql(string column) =>
        Parts.Aggregate(column, static (sql, p) => $"replace({sql}, E'\\x{(int)p.Sign:x2}', '{p.Part}')");
}
