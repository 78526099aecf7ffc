using Credits.Journal;
using Credits.Storage;

namespace Credits.Engine;

/// <summary>
/// Looks for entries by their names, many at once, as the library does when it decides: what is not found would happen twice. Constant
/// memory: a reservation, charge or top-up attempt must lead to a later entry about it, or to the one at hand.
/// </summary>
internal sealed class LookupAudit(WalletId wallet, IStore store, JournalAudit audit)
{
    private const int AtOnce = 500;

    private readonly Dictionary<JournalKey, long> _keys = [];

    public async ValueTask AddAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Operation is { } operation && !_keys.TryAdd(new(JournalKeyKind.Operation, operation), entry.Version))
        {
            audit.Say(new(VerificationCheck.Lookup, $"entry {entry.Version}: its operation '{operation}' is that of an earlier entry")
            {
                Entry = entry.Version, Operation = operation,
            });
        }

        foreach ((JournalKey key, _) in entry.Subjects)
        {
            _keys[key] = entry.Version;
        }

        if (_keys.Count >= AtOnce)
        {
            await CheckAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks for those that were not looked for yet.</summary>
    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        if (_keys.Count == 0)
        {
            return;
        }

        WalletHistory history = await store.LoadAsync(wallet, long.MaxValue, [.. _keys.Keys], cancellationToken).ConfigureAwait(false);
        Dictionary<JournalKey, JournalEntry> found = history.Found.ToDictionary(f => f.Key, f => f.Value);
        foreach ((JournalKey key, long version) in _keys)
        {
            if (!found.TryGetValue(key, out JournalEntry? entry))
            {
                Say(key, version, stored: null, $"entry {version}: its {Name(key)} is not found by its id");
            }
            else if (!LeadsRight(key, version, entry))
            {
                Say(key, version, entry.Version, $"entry {version}: its {Name(key)} leads to entry {entry.Version}");
            }
        }

        _keys.Clear();
    }

    private static bool LeadsRight(JournalKey key, long version, JournalEntry found) => key.Kind == JournalKeyKind.Operation
        ? found.Version == version
        : found.Version == version || (found.Version > version && found.Subjects.Any(s => s.Key == key));

    private static string Name(JournalKey key) => key.Kind switch
    {
        JournalKeyKind.Operation => $"operation '{key.Id}'",
        JournalKeyKind.Reservation => $"reservation '{key.Id}'",
        JournalKeyKind.TopUp => $"top-up attempt '{key.Id}'",
        _ => $"refunded charge '{key.Id}'",
    };

    private void Say(JournalKey key, long version, long? stored, string message) => audit.Say(new(VerificationCheck.Lookup, message)
    {
        Entry = version,
        Operation = key.Kind == JournalKeyKind.Reservation ? null : key.Id,
        Reservation = key.Kind == JournalKeyKind.Reservation ? key.Id : null,
        Field = "entry",
        Stored = stored is { } entry ? $"{entry}" : null,
        Replayed = $"{version}",
    });
}
