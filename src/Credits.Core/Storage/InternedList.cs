namespace Credits.Storage;

/// <summary>Numbers for values of which a wallet has few: its users, features and grants. The value asked for last is found without a look-up.</summary>
internal sealed class InternedList<T>(IEqualityComparer<T>? comparer = null)
    where T : class
{
    private readonly Dictionary<T, int> _numbers = new(comparer);
    private readonly List<T> _values = [];
    private T? _last;
    private int _lastNumber;

    public T this[int number] => _values[number];

    public int NumberOf(T value)
    {
        if (ReferenceEquals(value, _last))
        {
            return _lastNumber;
        }

        if (!_numbers.TryGetValue(value, out int number))
        {
            number = _values.Count;
            _numbers.Add(value, number);
            _values.Add(value);
        }

        _last = value;
        _lastNumber = number;
        return number;
    }
}
