namespace Credits.Storage;

/// <summary>Numbers for the names of which a wallet has few: its users, features and grants. Those it met first are found without a look-up.</summary>
internal sealed class NameList
{
    /// <summary>Comparing so many references takes less time than hashing one text.</summary>
    private const int ComparedFirst = 8;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _values = [];

    public string this[int number] => _values[number];

    public int NumberOf(string name)
    {
        int most = Math.Min(_values.Count, ComparedFirst);
        for (int i = 0; i < most; i++)
        {
            if (ReferenceEquals(_values[i], name))
            {
                return i;
            }
        }

        if (!_numbers.TryGetValue(name, out int number))
        {
            number = _values.Count;
            _numbers.Add(name, number);
            _values.Add(name);
        }

        return number;
    }
}
