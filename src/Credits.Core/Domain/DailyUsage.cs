using System.Runtime.InteropServices;

namespace Credits.Domain;

/// <summary>
/// What a feature used on each of the latest local days, net of what came back of that day's debits, so that a month's usage by day or by
/// feature is read without its journal. Days are counted from the Unix epoch. Pays where a wallet of a million rows is asked for its usage.
/// </summary>
internal sealed class DailyUsage
{
    /// <summary>How many days are kept, today being the last: two of the longest months.</summary>
    public const int DaysKept = 62;

    private readonly List<(int Day, Int128 Used)> _days = [];

    /// <summary>The days that had a debit, in order. Of those before the latest <see cref="DaysKept"/> some may be gone.</summary>
    public IReadOnlyList<(int Day, Int128 Used)> Days => _days;

    public void Add(CreditAmount amount, int day)
    {
        int place = PlaceOf(day);
        if (place < 0)
        {
            place = ~place;
            _days.Insert(place, (day, 0));
            if (place == _days.Count - 1)
            {
                place -= ForgetUntil(day - DaysKept);
            }
        }

        CollectionsMarshal.AsSpan(_days)[place].Used += amount.Micro;
    }

    /// <summary>Takes back what was used on a day; one that is not kept any more is left alone.</summary>
    public void TakeBack(CreditAmount amount, int day)
    {
        int place = PlaceOf(day);
        if (place >= 0)
        {
            CollectionsMarshal.AsSpan(_days)[place].Used -= amount.Micro;
        }
    }

    public void Restore(int day, Int128 used) => _days.Add((day, used));

    private int ForgetUntil(int last) => _days.RemoveAll(d => d.Day <= last);

    /// <summary>Where a day stands, or the complement of where it would: looked for from the latest, which is nearly always the one.</summary>
    private int PlaceOf(int day)
    {
        int place = _days.Count;
        while (place > 0 && _days[place - 1].Day >= day)
        {
            place--;
        }

        return place < _days.Count && _days[place].Day == day ? place : ~place;
    }
}
