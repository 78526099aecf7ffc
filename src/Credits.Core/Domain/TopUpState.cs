using NodaTime;

namespace Credits.Domain;

/// <summary>What a wallet knows of its automatic purchases, from the first settings on. Changed by events only.</summary>
internal sealed class TopUpState
{
    public TopUpSettings? Settings { get; set; }

    public TopUpAttempt? InFlight { get; set; }

    /// <summary>When the last attempt was started or failed: from then a cool-down counts.</summary>
    public Instant? LastAt { get; set; }

    /// <summary>Attempts started on the day that ends at <see cref="DayEnds"/>, whatever became of them.</summary>
    public int AttemptsOfDay { get; set; }

    public Instant DayEnds { get; set; } = Instant.MinValue;

    /// <summary>Credits bought or in flight in the month that ends at <see cref="MonthEnds"/>.</summary>
    public CreditAmount CreditsOfMonth { get; set; }

    public Instant MonthEnds { get; set; } = Instant.MinValue;

    public int Failures { get; set; }

    public bool IsSuspended { get; set; }

    /// <summary>When the attempt in flight is asked about again, or the next can start; follows from the rest.</summary>
    public DueItem? Due { get; private set; }

    public bool IsInFlight(string attempt) => InFlight is { } flight && string.Equals(flight.Id, attempt, StringComparison.Ordinal);

    public int AttemptsToday(Instant now) => now < DayEnds ? AttemptsOfDay : 0;

    public CreditAmount CreditsThisMonth(Instant now) => now < MonthEnds ? CreditsOfMonth : CreditAmount.Zero;

    /// <summary>
    /// When the next attempt may start, at <paramref name="now"/> or later; null where none is wanted. Days lie within months, so that one look at
    /// each suffices: what waits for the month's end has passed the day's.
    /// </summary>
    public Instant? NextStart(Wallet wallet, Instant now)
    {
        if (Settings is not { } settings || InFlight is not null || IsSuspended || wallet.Available >= settings.Threshold)
        {
            return null;
        }

        CreditAmount amount = settings.AmountWith(wallet.Available);
        if (amount > wallet.Room)
        {
            return null;
        }

        Instant start = LastAt is { } last ? Instant.Max(now, Precision.Add(last, settings.CoolDown)) : now;
        if (start < DayEnds && AttemptsOfDay >= settings.MaxPerDay)
        {
            start = DayEnds;
        }

        return start < MonthEnds && settings.MaxCreditsPerMonth is { } most && amount > most - CreditsOfMonth ? MonthEnds : start;
    }

    /// <summary>Queues what comes next by itself, after an entry.</summary>
    public void Schedule(Wallet wallet, Instant now)
    {
        Instant? next = InFlight?.NextAskAt ?? NextStart(wallet, now);
        if (next == Due?.At)
        {
            return;
        }

        wallet.Due.Remove(Due);
        Due = next is { } at ? new(at, DueKind.TopUp, "", null) : null;
        if (Due is not null)
        {
            wallet.Due.Add(Due);
        }
    }

    public void Start(Wallet wallet, string attempt, CreditAmount amount, Instant at)
    {
        wallet.Windows.MoveTo(at);
        Instant dayEnds = wallet.Windows.End(UsageWindow.Day);
        AttemptsOfDay = dayEnds == DayEnds ? AttemptsOfDay + 1 : 1;
        DayEnds = dayEnds;
        CountInMonth(wallet, amount);
        Duration wait = Settings!.AskAgainAfter;
        InFlight = new(attempt, amount, at, wait, 0, Precision.Add(at, wait), MonthEnds);
        LastAt = at;
    }

    /// <summary>An attempt that had failed was paid after all: the purchase counts now.</summary>
    public void Complete(Wallet wallet, string attempt, CreditAmount amount, Instant at)
    {
        if (IsInFlight(attempt))
        {
            InFlight = null;
        }
        else
        {
            wallet.Windows.MoveTo(at);
            CountInMonth(wallet, amount);
        }

        Failures = 0;
    }

    public void Fail(bool suspends, Instant at)
    {
        if (InFlight!.MonthEnds == MonthEnds)
        {
            CreditsOfMonth -= InFlight.Amount;
        }

        InFlight = null;
        LastAt = at;
        Failures++;
        IsSuspended |= suspends;
    }

    public void Resume()
    {
        Failures = 0;
        IsSuspended = false;
    }

    private void CountInMonth(Wallet wallet, CreditAmount amount)
    {
        Instant monthEnds = wallet.Windows.End(UsageWindow.Month);
        CreditsOfMonth = (monthEnds == MonthEnds ? CreditsOfMonth : CreditAmount.Zero) + amount;
        MonthEnds = monthEnds;
    }
}
