using System.Diagnostics;
using System.Runtime.InteropServices;
using Credits.Journal;
using Credits.Notifications;
using Credits.Pricing;
using NodaTime;

namespace Credits.Domain;

/// <summary>
/// A working copy and the entries written on it that are not committed yet. Every event is applied as it is written, so that
/// what follows is decided on the state that it left.
/// </summary>
internal sealed class Draft(Wallet wallet, CreditCatalog catalog)
{
    private readonly List<JournalEvent> _events = [];
    private readonly List<Notice> _notices = [];
    private JournalEntry? _entry;

    public Wallet Wallet { get; } = wallet;

    public CreditCatalog Catalog { get; } = catalog;

    /// <summary>Finished entries, in order.</summary>
    public List<JournalEntry> Entries { get; } = [];

    /// <summary>The instant of the entry being written.</summary>
    public Instant At => _entry!.At;

    /// <summary>Whether an entry was begun and not finished.</summary>
    public bool IsWriting => _entry is not null;

    public long NextNotice => Wallet.NoticesRaised + 1;

    public string MakeGrantId(GrantKind kind) => GrantTerms.MakeId(kind, Wallet.GrantsMade + 1);

    public void Begin(Instant at, Actor by, string? operation, Command? command)
    {
        Debug.Assert(_entry is null, "One entry is written at a time.");
        Debug.Assert(at >= Wallet.LastInstant, "A wallet never moves back.");
        _entry = new(Wallet.Version + 1, at, by.Id, by.Name, operation, command?.Name, command is { IsToldByEvents: true } ? null : command);
    }

    public void Emit(JournalEvent recorded)
    {
        recorded.Apply(Wallet, _entry!);
        _events.Add(recorded);
    }

    public void Raise(Notice notice)
    {
        Wallet.Apply(notice);
        _notices.Add(notice);
    }

    /// <summary>Finishes the entry.</summary>
    public JournalEntry End()
    {
        if (Wallet.TopUps is not null)
        {
            TopUpDecisions.StartWhereNeeded(this);
        }

        JournalEntry entry = _entry!;
        entry.Events = EventList.Of(CollectionsMarshal.AsSpan(_events));
        if (_notices.Count > 0)
        {
            entry.Notices = [.. _notices];
            _notices.Clear();
        }

        entry.Available = Wallet.Available;
        entry.Reserved = Wallet.Reserved;
        _events.Clear();
        _entry = null;
        Wallet.Complete(entry);
        Entries.Add(entry);
        return entry;
    }

    /// <inheritdoc cref="Wallet.Room"/>
    public CreditAmount Room => Wallet.Room;
}
