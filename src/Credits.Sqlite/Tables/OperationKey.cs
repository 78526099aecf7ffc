using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Credits.Sqlite.Tables;

/// <summary>
/// The 64 bits by which the index of operations knows an id: a third of what the id itself would take. Ids that are UUIDs of version 7, as
/// those that the library makes, keep their order of time, so that the newest go to the end of the index and not all over it:
/// a busy wallet then writes a third to a sixth of the bytes (the test <c>Ids_in_the_order_of_time_write_less</c>). Of other ids it is a
/// digest. What it gives is stored: it never changes. Two ids may share it; whoever looks compares the ids.
/// </summary>
internal static class OperationKey
{
    private const int TimeOrderedVersion = 7;
    private const int LengthPlain = 32;
    private const int LengthWithHyphens = 36;
    private const int MostBytesOnStack = 600;

    /// <summary>So many mixed bits follow the milliseconds, of which 40 bits go around in 34 years.</summary>
    private const int MixedBits = 24;

    public static long Of(string operation)
    {
        Span<byte> uuid = stackalloc byte[16];
        if (!TryReadTimeOrdered(operation, uuid))
        {
            return Digest(operation);
        }

        ulong high = BinaryPrimitives.ReadUInt64BigEndian(uuid);
        ulong low = BinaryPrimitives.ReadUInt64BigEndian(uuid[8..]);
        return (long)((high >> 16 << MixedBits) | (Mix(high, low) >> (64 - MixedBits)));
    }

    /// <summary>All bits of both in each of the highest ones: whoever makes ids may count in any of them.</summary>
    private static ulong Mix(ulong high, ulong low)
    {
        ulong mixed = (high ^ BitOperations.RotateLeft(low * 0x9E37_79B9_7F4A_7C15, 32)) * 0xD6E8_FEB8_6659_FD93;
        mixed ^= mixed >> 32;
        return mixed * 0xD6E8_FEB8_6659_FD93;
    }

    private static bool TryReadTimeOrdered(string operation, Span<byte> uuid) => operation.Length switch
    {
        LengthPlain => TryReadTimeOrdered(operation, "N", uuid),
        LengthWithHyphens => TryReadTimeOrdered(operation, "D", uuid),
        _ => false,
    };

    /// <summary>Only as it is written in small letters: what a parser understands besides is not for ever.</summary>
    private static bool TryReadTimeOrdered(string operation, string format, Span<byte> uuid)
    {
        Span<char> written = stackalloc char[LengthWithHyphens];
        return Guid.TryParseExact(operation, format, out Guid id)
            && id.Version == TimeOrderedVersion
            && id.TryFormat(written, out int length, format)
            && operation.AsSpan().SequenceEqual(written[..length])
            && id.TryWriteBytes(uuid, bigEndian: true, out _);
    }

    private static long Digest(string operation)
    {
        int most = Encoding.UTF8.GetMaxByteCount(operation.Length);
        Span<byte> utf8 = most <= MostBytesOnStack ? stackalloc byte[most] : new byte[most];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(operation, utf8)], hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
