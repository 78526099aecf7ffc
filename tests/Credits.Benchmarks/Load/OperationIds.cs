using System.Buffers.Binary;
using System.Globalization;

namespace Credits.Benchmarks.Load;

/// <summary>
/// A caller's operation ids: UUIDs of version 7 in 32 digits, as the library makes them where none is given, or plain text. In a UUID a
/// counter follows the milliseconds, and then what tells callers and rounds apart: no other way to make them is as fast, and they are
/// made while the clock runs, for both contenders.
/// </summary>
internal sealed class OperationIds(bool areUuids, int caller, int round)
{
    private const ulong Version = 7UL << 12;
    private const ulong Variant = 2UL << 62;

    private long _count;

    public string Next() => areUuids ? Uuid() : string.Create(CultureInfo.InvariantCulture, $"{round}-{caller}-{_count++}");

    private string Uuid()
    {
        ulong milliseconds = (ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        ulong count = (ulong)_count++;
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (milliseconds << 16) | Version | (count & 0xfff));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Variant | ((count >> 12) << 36) | ((ulong)(uint)round << 20) | (uint)caller);
        return Convert.ToHexStringLower(bytes);
    }
}
