using Credits.Domain;
using Credits.Journal;
using Credits.Storage;
using NodaTime;
using NodaTime.Text;

namespace Credits.Engine;

/// <summary>Sums usage, from what the wallet keeps of its latest days where that will do, and else from the journal: debits made in a time, net of what came back of them since. Semantics, section 12.</summary>
internal sealed class UsageReader(LaneCache lanes)
{
    public async ValueTask<CreditResult<IReadOnlyList<UsageSum>>> SumAsync(
        WalletId wallet, Actor by, string? user, UsageGrouping grouping, Instant? from, Instant? to, CancellationToken cancellationToken)
    {
        if (!Enum.IsDefined(grouping))
        {
            throw new ArgumentOutOfRangeException(nameof(grouping), grouping, "Usage is summed by feature, user or day.");
        }

        CreditResult<(long Version, DateTimeZone Zone, IReadOnlyList<UsageSum>? Kept)> current = await lanes.ReadAsync(
            wallet,
            by,
            (state, now) => (state.Version, state.Zone, user is null ? KeptSums.Find(state, grouping, from, to, now) : null),
            administers: false,
            cancellationToken).ConfigureAwait(false);
        if (current.Refusal is { } refusal)
        {
            return CreditResult<IReadOnlyList<UsageSum>>.Refuse(refusal, current.Totals);
        }

        (long version, DateTimeZone zone, IReadOnlyList<UsageSum>? kept) = current.Value;
        if (kept is not null)
        {
            return CreditResult<IReadOnlyList<UsageSum>>.Accept(kept, null, isReplayed: false, current.Totals!.Value);
        }

        SortedDictionary<string, CreditAmount> sums = new(StringComparer.Ordinal);
        JournalRange range = new() { UpToVersion = version, From = from is { } first ? Precision.Ceiling(first) : Instant.MinValue };
        await foreach (JournalEntry entry in lanes.Context.ReadJournalAsync(wallet, range, cancellationToken).ConfigureAwait(false))
        {
            foreach (JournalEvent recorded in entry.Events)
            {
                switch (recorded)
                {
                    case DebitEvent debit when (user is null || debit.User == user) && IsWithin(entry.At):
                        Add(debit.User, debit.Feature, entry.At, debit.Amount);
                        break;
                    case ReturnEvent back when user is null || back.User == user:
                        foreach ((Instant debitedAt, CreditAmount amount) in back.ByDebit)
                        {
                            if (IsWithin(debitedAt))
                            {
                                Add(back.User, back.Feature, debitedAt, -amount);
                            }
                        }

                        break;
                }
            }
        }

        IReadOnlyList<UsageSum> result = [.. sums.Select(s => new UsageSum(s.Key, s.Value))];
        return CreditResult<IReadOnlyList<UsageSum>>.Accept(result, null, isReplayed: false, current.Totals!.Value);

        bool IsWithin(Instant at) => (from is null || at >= from) && (to is null || at < to);

        void Add(string who, string feature, Instant at, CreditAmount amount)
        {
            string key = grouping switch
            {
                UsageGrouping.Feature => feature,
                UsageGrouping.User => who,
                _ => LocalDatePattern.Iso.Format(WalletCalendar.DateOf(at, zone)),
            };
            sums[key] = sums.GetValueOrDefault(key) + amount;
        }
    }
}
