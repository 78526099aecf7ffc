using System.Security.Cryptography;
using System.Text;
using Credits.Journal;

namespace Credits.PostgreSql;

/// <summary>
/// The 128 bits under which ids are indexed: half the size of the usual id, and as good as unique. An operation id that is a UUID is its
/// own key, so that it need not be stored again; any other id, and every subject, is digested (SHA-256), and found ids are compared in full.
/// </summary>
/// <remarks>
/// The version digit tells them apart, so that no UUID can be taken for another's digest: 1 to 7, a UUID as usually written; 9 to f, one of
/// versions 1 to 7 written as 32 digits, as the library makes them; 8, a digest.
/// </remarks>
internal static class IndexKey
{
    private const int VersionByte = 6;
    private const int DigestVersion = 8;
    private const int MostBytesOfAnId = 200 * 4;

    /// <summary>The key of an operation, and whether <see cref="OperationOf"/> gives the id back from it.</summary>
    public static Guid Of(string operation, out bool holdsId)
    {
        holdsId = true;
        if (operation.Length is 36 && TryParse(operation, "D") is { } usual)
        {
            return usual;
        }

        if (operation.Length is 32 && TryParse(operation, "N") is { } compact)
        {
            return WithVersion(compact, Version(compact) + DigestVersion);
        }

        holdsId = false;
        return Digest(0, operation);
    }

    public static Guid Of(JournalKey key) => key.Kind == JournalKeyKind.Operation ? Of(key.Id, out _) : Digest((byte)key.Kind, key.Id);

    /// <summary>The operation's id; null where the key is a digest, and the entry itself has the id.</summary>
    public static string? OperationOf(Guid key) => Version(key) switch
    {
        DigestVersion => null,
        > DigestVersion => WithVersion(key, Version(key) - DigestVersion).ToString("N"),
        _ => key.ToString("D"),
    };

    private static Guid? TryParse(string id, string format)
    {
        Span<char> written = stackalloc char[36];
        return Guid.TryParseExact(id, format, out Guid parsed)
            && Version(parsed) is > 0 and < DigestVersion
            && parsed.TryFormat(written, out int length, format)
            && id.AsSpan().SequenceEqual(written[..length])
            ? parsed
            : null;
    }

    private static Guid Digest(byte kind, string id)
    {
        Span<byte> text = stackalloc byte[1 + MostBytesOfAnId];
        text[0] = kind;
        int length = Encoding.UTF8.GetBytes(id, text[1..]);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..(length + 1)], digest);
        return WithVersion(new(digest[..16], bigEndian: true), DigestVersion);
    }

    private static int Version(Guid key)
    {
        Span<byte> bytes = stackalloc byte[16];
        key.TryWriteBytes(bytes, bigEndian: true, out _);
        return bytes[VersionByte] >> 4;
    }

    private static Guid WithVersion(Guid key, int version)
    {
        Span<byte> bytes = stackalloc byte[16];
        key.TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[VersionByte] = (byte)((bytes[VersionByte] & 0x0f) | (version << 4));
        return new(bytes, bigEndian: true);
    }
}
