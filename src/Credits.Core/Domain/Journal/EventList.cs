using System.Collections;
using System.Runtime.CompilerServices;
using Credits.Domain;

namespace Credits.Journal;

/// <summary>The events of an entry, in order. Nearly always there is one, and then no array is made for it.</summary>
[CollectionBuilder(typeof(EventList), nameof(Of))]
internal readonly struct EventList : IReadOnlyList<JournalEvent>
{
    /// <summary>The only event, or an array of several; null where there are none.</summary>
    private readonly object? _events;

    private EventList(object events) => _events = events;

    public int Count => _events is JournalEvent[] many ? many.Length : _events is null ? 0 : 1;

    public JournalEvent this[int index] => _events is JournalEvent[] many ? many[index]
        : index == 0 && _events is not null ? (JournalEvent)_events
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} events.");

    public static EventList Of(params ReadOnlySpan<JournalEvent> events) => events.Length switch
    {
        0 => default,
        1 => new(events[0]),
        _ => new(events.ToArray()),
    };

    /// <summary>The first event of a type.</summary>
    public T? Find<T>()
        where T : JournalEvent
    {
        foreach (JournalEvent recorded in this)
        {
            if (recorded is T found)
            {
                return found;
            }
        }

        return null;
    }

    public ListEnumerator<EventList, JournalEvent> GetEnumerator() => new(this);

    IEnumerator<JournalEvent> IEnumerable<JournalEvent>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
