using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Credits.AspNetCore.Problems;

namespace Credits.AspNetCore.Api;

/// <summary>
/// A cursor together with a digest of the wallet and the filters it belongs to, so that one that is sent with others is noticed. The digest
/// guards against mistakes; what somebody may see does not depend on it.
/// </summary>
internal static class BoundCursor
{
    private const int DigestBytes = 9;
    private const int MostCharacters = 200;

    public static string? Seal(string? cursor, WalletId wallet, TransactionFilter filter, bool oldestFirst) =>
        cursor is null ? null : Base64Url.EncodeToString([.. Digest(cursor, wallet, filter, oldestFirst), .. Encoding.UTF8.GetBytes(cursor)]);

    public static string? Open(string? sealedCursor, WalletId wallet, TransactionFilter filter, bool oldestFirst)
    {
        if (sealedCursor is null)
        {
            return null;
        }

        if (sealedCursor.Length <= MostCharacters && Base64Url.IsValid(sealedCursor))
        {
            byte[] bytes = Base64Url.DecodeFromChars(sealedCursor);
            if (bytes.Length > DigestBytes)
            {
                string cursor = Encoding.UTF8.GetString(bytes, DigestBytes, bytes.Length - DigestBytes);
                if (bytes.AsSpan(0, DigestBytes).SequenceEqual(Digest(cursor, wallet, filter, oldestFirst)))
                {
                    return cursor;
                }
            }
        }

        throw RequestProblemException.Field("cursor", "cursor: it is not 'next' of a page of this wallet that was read with the same filters and order.");
    }

    private static ReadOnlySpan<byte> Digest(string cursor, WalletId wallet, TransactionFilter filter, bool oldestFirst)
    {
        string content = string.Join('\n', cursor, wallet.Value, filter.From, filter.To, filter.Type, filter.Kind, filter.User, filter.Feature, oldestFirst);
        return SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, DigestBytes);
    }
}
