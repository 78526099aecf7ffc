using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Credits.Sqlite.Tables;

/// <summary>
/// The 64 bits by which the index of operations knows an id: a third of what the id itself would take. Ids that are UUIDs of version 7, as
/// those that the library makes, keep their order of time, so that the newest go to the end of the index and not all over it:
/// a busy wallet then writes a third to a sixth of the bytes (the test <c>Ids_in_the_order_of_time_write_less</c>). What it gives is stored: it never changes. Two ids may share it; whoever looks compares the ids.
/// </summary>
internal static class OperationKey
{
    private const int TimeOrderedVersion = 7;
    private const int MillisecondBytes = 6;

    /// <summary>So many bits are left beside the milliseconds, of which 40 go around in 34 years.</summary>
    private const int HashBits = 24;

    public static long Of(string operation)
    {
        Span<byte> utf8 = stackalloc byte[Encoding.UTF8.GetMaxByteCount(Math.Min(operation.Length, 200))];
        ReadOnlySpan<byte> id = operation.Length <= 200 ? utf8[..Encoding.UTF8.GetBytes(operation, utf8)] : Encoding.UTF8.GetBytes(operation);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(id, hash);
        long bits = BinaryPrimitives.ReadInt64BigEndian(hash);
        return Milliseconds(operation) is { } milliseconds
            ? (milliseconds << HashBits) | (bits & ((1L << HashBits) - 1))
            : bits;
    }

    private static long? Milliseconds(string operation)
    {
        if (!Guid.TryParseExact(operation, "N", out Guid id) && !Guid.TryParseExact(operation, "D", out id))
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return id.Version == TimeOrderedVersion ? BinaryPrimitives.ReadInt64BigEndian(bytes) >>> (64 - (MillisecondBytes * 8)) : null;
    }
}
