using Credits.Domain;
using Credits.Journal;

namespace Credits.Engine;

/// <summary>What an accepted operation answered, read from its entry: the same when it is new and when it is repeated years later.</summary>
internal static class Answers
{
    public static Debit Debit(JournalEntry entry)
    {
        Consumed consumed = entry.First<Consumed>();
        return new(consumed.Amount, consumed.Shortfall);
    }

    public static CaptureReceipt Capture(JournalEntry entry)
    {
        ReservationSettled settled = entry.First<ReservationSettled>();
        return new(settled.Charge.Left, settled.Returned, settled.Shortfall);
    }

    public static ReleaseReceipt Release(JournalEntry entry) => new(entry.First<ReservationSettled>().Returned);

    public static ExtensionReceipt Extension(JournalEntry entry) => new(entry.First<ReservationExtended>().ExpiresAt);

    public static GrantReceipt Grant(JournalEntry entry) =>
        new(entry.Find<GrantIssued>()?.Terms.Id ?? entry.First<GrantScheduled>().Terms.Id);

    public static AmountReceipt Voided(JournalEntry entry) => new(entry.First<GrantVoided>().Amount);

    public static AmountReceipt Refunded(JournalEntry entry) => new(entry.First<ChargeRefunded>().Amount);

    public static WalletTotals Totals(JournalEntry entry) => new(entry.Available, entry.Reserved);

    /// <summary>A change or cancellation takes effect with its entry, or at the reset that it waits for.</summary>
    public static PlanReceipt Plan(JournalEntry entry)
    {
        PendingChangeSet? waiting = entry.Find<PendingChangeSet>();
        return new(waiting?.Pending is null ? entry.At : waiting.Effective);
    }

    public static CreditReservation Reservation(JournalEntry entry, Func<ICredits> resolver, WalletId wallet, Actor by)
    {
        CreditsReserved reserved = entry.First<CreditsReserved>();
        return new(resolver, wallet, reserved.Reservation, by, reserved.Amount, reserved.ExpiresAt);
    }
}
