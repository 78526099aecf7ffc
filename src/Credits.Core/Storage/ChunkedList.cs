namespace Credits.Storage;

/// <summary>
/// A list of plain values in arrays that never move once they are full: nothing for the garbage collector to look through or to copy.
/// The first array grows like a list's, for most wallets are small.
/// </summary>
internal sealed class ChunkedList<T>
    where T : unmanaged
{
    private const int FirstLength = 4;

    private readonly int _shift;
    private readonly List<T[]> _chunks = [];
    private T[] _last = [];
    private int _lastStart;

    /// <param name="chunkLength">How many values an array holds: a power of two.</param>
    public ChunkedList(int chunkLength) => _shift = int.Log2(chunkLength);

    public int Count { get; private set; }

    public ref T this[int index] => ref _chunks[index >> _shift][index & ((1 << _shift) - 1)];

    public int Add(in T value)
    {
        int place = Reserve(1);
        _last[place - _lastStart] = value;
        return place;
    }

    /// <summary>Adds values one after the other in one array, and returns the place of the first. At most as many as a chunk holds.</summary>
    public int Add(ReadOnlySpan<T> values)
    {
        int place = Reserve(values.Length);
        values.CopyTo(_last.AsSpan(place - _lastStart));
        return place;
    }

    public ReadOnlySpan<T> Slice(int place, int length) => _chunks[place >> _shift].AsSpan(place & ((1 << _shift) - 1), length);

    private int Reserve(int length)
    {
        if (Count + length > _lastStart + _last.Length)
        {
            Grow(length);
        }

        int place = Count;
        Count += length;
        return place;
    }

    private void Grow(int length)
    {
        int full = 1 << _shift;
        int used = Count - _lastStart;
        if (_chunks.Count == 0 || used + length > full)
        {
            // What is left of the array before stays unused; only texts leave any.
            _lastStart = _chunks.Count * full;
            Count = _lastStart;
            _last = new T[_chunks.Count == 0 ? Math.Max(FirstLength, length) : full];
            _chunks.Add(_last);
            return;
        }

        Array.Resize(ref _last, Math.Min(full, Math.Max(_last.Length * 2, used + length)));
        _chunks[^1] = _last;
    }
}
