using System.Collections;

namespace Credits.Domain;

/// <summary>Goes through a list that is a value, without making an object.</summary>
internal struct ListEnumerator<TList, T>(TList list) : IEnumerator<T>
    where TList : struct, IReadOnlyList<T>
{
    private int _index = -1;

    public readonly T Current => list[_index];

    readonly object? IEnumerator.Current => Current;

    public bool MoveNext() => ++_index < list.Count;

    public void Reset() => _index = -1;

    public readonly void Dispose()
    {
    }
}
