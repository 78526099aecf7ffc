using System.Diagnostics;

namespace Credits.Domain;

/// <summary>
/// What will fall due, soonest first: a binary heap whose items know their place, so that a reservation resolved early leaves in
/// logarithmic time and nothing stale stays behind.
/// </summary>
internal sealed class DueQueue
{
    private readonly List<DueItem> _heap = [];

    public int Count => _heap.Count;

    public DueItem? First => _heap.Count == 0 ? null : _heap[0];

    public void Add(DueItem item)
    {
        Debug.Assert(item.Index == DueItem.NotQueued, "An item is queued once.");
        _heap.Add(item);
        item.Index = _heap.Count - 1;
        Rise(item);
    }

    public void Remove(DueItem? item)
    {
        if (item is null || item.Index == DueItem.NotQueued)
        {
            return;
        }

        int place = item.Index;
        DueItem last = _heap[^1];
        _heap.RemoveAt(_heap.Count - 1);
        item.Index = DueItem.NotQueued;
        if (ReferenceEquals(last, item))
        {
            return;
        }

        Put(last, place);
        Rise(last);
        Sink(last);
    }

    private void Put(DueItem item, int place)
    {
        _heap[place] = item;
        item.Index = place;
    }

    private void Rise(DueItem item)
    {
        while (item.Index > 0)
        {
            DueItem parent = _heap[(item.Index - 1) / 2];
            if (!item.ComesBefore(parent))
            {
                return;
            }

            int place = parent.Index;
            Put(parent, item.Index);
            Put(item, place);
        }
    }

    private void Sink(DueItem item)
    {
        while (true)
        {
            int child = (item.Index * 2) + 1;
            if (child >= _heap.Count)
            {
                return;
            }

            if (child + 1 < _heap.Count && _heap[child + 1].ComesBefore(_heap[child]))
            {
                child++;
            }

            DueItem smaller = _heap[child];
            if (!smaller.ComesBefore(item))
            {
                return;
            }

            Put(smaller, item.Index);
            Put(item, child);
        }
    }
}
