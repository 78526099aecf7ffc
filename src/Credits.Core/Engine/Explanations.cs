using Credits.Domain;
using Credits.Journal;

namespace Credits.Engine;

/// <summary>Explains a row by applying its entry to the wallet as it was before.</summary>
internal static class Explanations
{
    public static TransactionExplanation Of(Wallet before, JournalEntry entry, RowEvent row)
    {
        (string User, string Feature)? debit = row is DebitEvent made ? (made.User, made.Feature) : null;
        List<LimitState> limits = debit is { } of ? Limits(before, entry, of.User, of.Feature) : [];
        List<LimitReading> readings = [.. limits.Select(l => Reading(before, l))];
        before.Apply(entry);
        Wallet after = before;
        if (debit is { } taken)
        {
            List<LimitState> now = Limits(after, entry, taken.User, taken.Feature);
            readings = [.. readings.Select((r, i) => r with { UsageAfter = now[i].Usage })];
        }

        Transaction transaction = row.ToTransaction(entry);
        IEnumerable<string> grants = transaction.Grant is { } grant ? [grant] : transaction.Allocations.Select(a => a.Grant);
        return new(
            transaction,
            [.. grants.Select(g => Views.Grant(after.Lot(g), null))],
            row is DebitEvent priced ? after.Prices[priced.Price].Price.Definition : null,
            readings);
    }

    private static List<LimitState> Limits(Wallet wallet, JournalEntry entry, string user, string feature)
    {
        wallet.Windows.MoveTo(entry.At);
        UsageLedger.Scope scope = wallet.Usage.Peek(user, feature);
        return [.. wallet.Limits.Select(l => LimitRules.StateOf(wallet, l, scope, user, feature)).OfType<LimitState>()];
    }

    private static LimitReading Reading(Wallet wallet, LimitState state) => new(
        state.Policy.Id,
        state.Usage,
        state.Usage,
        [.. state.Policy.Soft.Select(t => LimitRules.InForce(wallet, state.Policy, state.Window, t)).OfType<CreditAmount>()],
        state.Policy.Hard is { } hard ? LimitRules.InForce(wallet, state.Policy, state.Window, hard) : null);
}
