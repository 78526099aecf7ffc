using Credits.Notifications;
using NodaTime;

namespace Credits.Storage;

/// <summary>One channel's notices: those that wait, by wallet, and those that it has parked. The outbox's lock guards it.</summary>
internal sealed class InMemoryChannel(string name)
{
    private readonly Dictionary<WalletId, Turn> _turns = [];
    private readonly SortedSet<(Instant Next, long Place, WalletId Wallet)> _order = [];
    private readonly Dictionary<ParkedNoticeKey, ParkedNotice> _parked = [];
    private long _lastPlace;

    public IReadOnlyCollection<ParkedNotice> Parked => _parked.Values;

    public IEnumerable<Notice> Waiting => _turns.Values.SelectMany(t => t.Waiting.Values);

    /// <summary>Adds a notice; one that has no turn gets it now.</summary>
    public void Add(Notice notice, Instant now)
    {
        if (!_turns.TryGetValue(notice.Wallet, out Turn? turn))
        {
            _turns.Add(notice.Wallet, turn = new() { Next = now, Place = ++_lastPlace });
            _order.Add((turn.Next, turn.Place, notice.Wallet));
        }

        turn.Waiting.Add(notice.Number, notice);
    }

    public IReadOnlyList<NoticeLease> Lease(Instant now, Instant until, int limit)
    {
        WalletId[] wallets = [.. _order.TakeWhile(o => o.Next <= now).Take(limit).Select(o => o.Wallet)];
        List<NoticeLease> leases = new(wallets.Length);
        foreach (WalletId wallet in wallets)
        {
            Turn turn = _turns[wallet];
            Move(wallet, turn, until);
            Notice[] notices = [.. turn.Waiting.Values.Take(NoticeLease.MaxNotices)];
            leases.Add(new(name, wallet, until, [.. notices.Select(n => turn.Attempts.GetValueOrDefault(n.Number))], notices));
        }

        return leases;
    }

    public void Settle(NoticeSettlement settlement)
    {
        NoticeLease lease = settlement.Lease;
        if (!_turns.TryGetValue(lease.Wallet, out Turn? turn))
        {
            return;
        }

        for (int i = 0; i < settlement.Delivered; i++)
        {
            turn.Remove(lease.Notices[i].Number);
        }

        if (turn.Next == lease.Until)
        {
            if (settlement.Failure is { } failure)
            {
                Fail(turn, lease.Notices[settlement.Delivered], failure);
            }

            Move(lease.Wallet, turn, settlement.NextAttempt);
        }

        if (turn.Waiting.Count == 0)
        {
            _order.Remove((turn.Next, turn.Place, lease.Wallet));
            _turns.Remove(lease.Wallet);
        }
    }

    public bool Resend(ParkedNoticeKey key)
    {
        if (!_parked.Remove(key, out ParkedNotice? parked))
        {
            return false;
        }

        Add(parked.Notice, NodaConstants.UnixEpoch);
        return true;
    }

    private void Fail(Turn turn, Notice notice, NoticeFailure failure)
    {
        if (failure.ParkedAt is not { } parkedAt)
        {
            turn.Attempts[notice.Number] = failure.Attempts;
        }
        else if (turn.Remove(notice.Number))
        {
            ParkedNotice parked = new(name, notice, parkedAt, failure.Attempts, failure.Reason);
            _parked.Add(parked.Key, parked);
        }
    }

    private void Move(WalletId wallet, Turn turn, Instant next)
    {
        _order.Remove((turn.Next, turn.Place, wallet));
        turn.Next = next;
        turn.Place = ++_lastPlace;
        _order.Add((turn.Next, turn.Place, wallet));
    }

    /// <summary>A wallet's notices that wait, and when it is their turn.</summary>
    private sealed class Turn
    {
        public SortedDictionary<long, Notice> Waiting { get; } = [];

        public Dictionary<long, int> Attempts { get; } = [];

        public Instant Next { get; set; }

        public long Place { get; set; }

        public bool Remove(long number)
        {
            Attempts.Remove(number);
            return Waiting.Remove(number);
        }
    }
}
