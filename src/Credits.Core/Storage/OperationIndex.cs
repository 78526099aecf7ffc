namespace Credits.Storage;

/// <summary>
/// Which entry each operation id belongs to, and which is the newest of the reservation of the same name. Ids are kept as text in large
/// arrays instead of objects, and found by open addressing: a wallet of a million operations gives the garbage collector nothing to look at, and an id costs one look at far memory. Pays in the
/// benchmark <c>load --store memory</c>.
/// </summary>
internal sealed class OperationIndex
{
    private const int None = -1;

    private readonly ChunkedList<char> _texts = new(32 * 1_024);
    private readonly ChunkedList<Place> _places = new(2_048);

    /// <summary>The hash of an id above, its number + 1 below; 0 where nothing stands. At most two thirds are taken.</summary>
    private ulong[] _table = new ulong[8];

    /// <summary>The text of an id.</summary>
    public string this[int number]
    {
        get
        {
            Place place = _places[number];
            return new(_texts.Slice(place.Text, place.Length));
        }
    }

    /// <summary>Adds an id, and returns the number by which the indexer knows it; -1 where the id is known already.</summary>
    public int TryAdd(string operation, int entry)
    {
        if (_places.Count >= _table.Length / 3 * 2)
        {
            Enlarge();
        }

        uint hash = HashOf(operation);
        int slot = Find(operation, hash);
        if (_table[slot] != 0)
        {
            return None;
        }

        int number = _places.Add(new Place { Text = _texts.Add(operation), Length = operation.Length, Entry = entry, Reservation = None });
        _table[slot] = Marked(hash, number);
        return number;
    }

    public bool TryGetEntry(string operation, out int entry)
    {
        int number = NumberOf(operation);
        entry = number == None ? None : _places[number].Entry;
        return number != None;
    }

    /// <summary>Finds the newest entry of the reservation that an operation made under its own id.</summary>
    public bool TryGetReservation(string id, out int entry)
    {
        int number = NumberOf(id);
        entry = number == None ? None : _places[number].Reservation;
        return entry != None;
    }

    /// <summary>Says that the operation of a number made a reservation under its own id.</summary>
    public void AddReservation(int number, int entry) => _places[number].Reservation = entry;

    /// <summary>Makes an entry the newest of such a reservation; false where there is none of that id.</summary>
    public bool TryMoveReservation(string id, int entry)
    {
        int number = NumberOf(id);
        if (number == None || _places[number].Reservation == None)
        {
            return false;
        }

        _places[number].Reservation = entry;
        return true;
    }

    private int NumberOf(string id) => _table[Find(id, HashOf(id))] is not 0 and ulong mark ? NumberIn(mark) : None;

    private static uint HashOf(string operation) => (uint)operation.GetHashCode(StringComparison.Ordinal);

    private static ulong Marked(uint hash, int number) => ((ulong)hash << 32) | ((uint)number + 1);

    private static int NumberIn(ulong mark) => (int)((uint)mark - 1);

    /// <summary>Where an id stands, or where it would.</summary>
    private int Find(string operation, uint hash)
    {
        int slot = (int)hash & (_table.Length - 1);
        while (_table[slot] is not 0 and ulong mark && !(mark >> 32 == hash && IsAt(_places[NumberIn(mark)], operation)))
        {
            slot = (slot + 1) & (_table.Length - 1);
        }

        return slot;
    }

    private bool IsAt(in Place place, string operation) => operation.AsSpan().SequenceEqual(_texts.Slice(place.Text, place.Length));

    private void Enlarge()
    {
        ulong[] before = _table;
        _table = new ulong[before.Length * 2];
        foreach (ulong mark in before)
        {
            if (mark == 0)
            {
                continue;
            }

            int slot = (int)(mark >> 32) & (_table.Length - 1);
            while (_table[slot] != 0)
            {
                slot = (slot + 1) & (_table.Length - 1);
            }

            _table[slot] = mark;
        }
    }

    private struct Place
    {
        public int Text;
        public int Length;
        public int Entry;

        /// <summary>The newest entry of the reservation of this name; <see cref="None"/> where there is none.</summary>
        public int Reservation;
    }
}
