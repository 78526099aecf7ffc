namespace Credits.Domain;

/// <summary>
/// The spendable lots in the order in which debits burn them. Kept sorted backwards in a plain list, so that the lot to burn next
/// stands at the end: looking at it and dropping it when it is empty cost the same with ten lots and with ten thousand.
/// </summary>
internal sealed class BurnOrder
{
    private readonly List<Lot> _backwards = [];

    public int Count => _backwards.Count;

    /// <summary>The lot at a place in the burn order, 0 being burnt first.</summary>
    public Lot this[int place] => _backwards[^(place + 1)];

    public void Add(Lot lot)
    {
        int index = Search(lot);
        if (index < 0)
        {
            _backwards.Insert(~index, lot);
        }
    }

    public void Remove(Lot lot)
    {
        if (_backwards.Count > 0 && ReferenceEquals(_backwards[^1], lot))
        {
            _backwards.RemoveAt(_backwards.Count - 1);
            return;
        }

        int index = Search(lot);
        if (index >= 0)
        {
            _backwards.RemoveAt(index);
        }
    }

    private int Search(Lot lot)
    {
        int low = 0;
        int high = _backwards.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = GrantTerms.CompareBurnOrder(lot.Terms, _backwards[middle].Terms);
            if (order == 0)
            {
                return middle;
            }

            if (order > 0)
            {
                high = middle - 1;
            }
            else
            {
                low = middle + 1;
            }
        }

        return ~low;
    }
}
