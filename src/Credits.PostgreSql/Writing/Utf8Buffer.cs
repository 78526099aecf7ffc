using System.Buffers;

namespace Credits.PostgreSql;

/// <summary>Bytes that are written one after the other, in an array that is used again. For one thread.</summary>
internal sealed class Utf8Buffer : IBufferWriter<byte>
{
    private const int FirstSize = 4_096;

    /// <summary>What one exceptional group needed is not kept for ever.</summary>
    private const int LargestKept = 1 << 20;

    private byte[] _bytes = new byte[FirstSize];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public Span<byte> From(int start) => _bytes.AsSpan(start, Length - start);

    public void Truncate(int length) => Length = length;

    public void Add(byte one)
    {
        GetSpan(1)[0] = one;
        Length++;
    }

    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > LargestKept)
        {
            _bytes = new byte[FirstSize];
        }
    }

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _bytes.AsSpan(Length);
    }

    private void Grow(int sizeHint)
    {
        int needed = Length + Math.Max(sizeHint, 256);
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(needed, _bytes.Length * 2));
        }
    }
}
