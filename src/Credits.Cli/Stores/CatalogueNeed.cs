using Credits.Journal;
using Credits.Storage;
using NodaTime;
using NodaTime.Text;

namespace Credits.Cli.Stores;

/// <summary>
/// What fell due and cannot be recorded rightly without the host's catalogue: a plan's reset takes the plan as the catalogue has it then,
/// and what comes back to an ended grant lapses or is issued again as the catalogue says.
/// </summary>
/// <param name="At">When it fell due.</param>
/// <param name="What">What it is, as the beginning of a sentence.</param>
internal sealed record CatalogueNeed(Instant At, string What)
{
    /// <summary>The first need among entries that are about to be recorded; null where there is none.</summary>
    public static CatalogueNeed? Of(WalletCommit commit) => commit.Entries.Select(Of).FirstOrDefault(n => n is not null);

    /// <summary>Fails with a commit that needs the catalogue.</summary>
    /// <exception cref="StoreException">Nothing was written.</exception>
    public static void ThrowIfAny(WalletCommit commit)
    {
        if (Of(commit) is { } need)
        {
            NeedsCatalogueException cause = new(commit.Wallet, need);
            throw new StoreException(CommandFate.NotApplied, cause.Message, cause);
        }
    }

    private static CatalogueNeed? Of(JournalEntry entry)
    {
        if (entry.Operation is not null)
        {
            return null;
        }

        string at = InstantPattern.ExtendedIso.Format(entry.At);
        return StartsPlan(entry) ? new(entry.At, $"a plan's reset fell due at {at}")
            : Lapses(entry) ? new(entry.At, $"a reservation expired at {at} whose credits came back to a grant that had ended")
            : null;
    }

    /// <summary>The event's name is as docs/journal-format.md has it.</summary>
    private static bool StartsPlan(JournalEntry entry) => JournalCodec.Encode(entry).AsSpan().IndexOf("\"plan_started\""u8) >= 0;

    private static bool Lapses(JournalEntry entry) =>
        entry.Transactions.Any(t => t.Kind == TransactionKind.ReservationExpired) && entry.Transactions.Any(t => t.Kind == TransactionKind.GrantExpired);
}
