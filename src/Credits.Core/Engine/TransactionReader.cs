using System.Globalization;
using Credits.Domain;
using Credits.Journal;
using Credits.Storage;
using NodaTime;

namespace Credits.Engine;

/// <summary>Reads rows by page, as CSV, and with their reasons.</summary>
internal sealed class TransactionReader(LaneCache lanes)
{
    private const int LargestPage = 1_000;

    public async ValueTask<CreditResult<TransactionPage>> GetPageAsync(
        WalletId wallet, Actor by, TransactionFilter filter, int pageSize, string? cursor, bool oldestFirst, CancellationToken cancellationToken)
    {
        if (pageSize is < 1 or > LargestPage)
        {
            throw new ArgumentOutOfRangeException(nameof(pageSize), pageSize, $"A page has 1 to {LargestPage} rows.");
        }

        TransactionCursor? after = cursor is null ? null : TransactionCursor.Parse(cursor);
        CreditResult<long> current = await CurrentVersionAsync(wallet, by, cancellationToken).ConfigureAwait(false);
        if (!current.TryGetValue(out long version))
        {
            return CreditResult<TransactionPage>.Refuse(current.Refusal!, current.Totals);
        }

        List<Transaction> rows = [];
        string? next = null;
        TransactionCursor last = default;
        await foreach ((Transaction row, TransactionCursor place) in ReadAsync(wallet, filter, version, after, oldestFirst, cancellationToken).ConfigureAwait(false))
        {
            if (rows.Count == pageSize)
            {
                next = last.ToString();
                break;
            }

            rows.Add(row);
            last = place;
        }

        return current.Select(_ => new TransactionPage(rows, next));
    }

    public async ValueTask<CreditResult<long>> ExportAsync(
        WalletId wallet, Actor by, TextWriter output, TransactionFilter filter, bool oldestFirst, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        CreditResult<long> current = await CurrentVersionAsync(wallet, by, cancellationToken).ConfigureAwait(false);
        if (!current.TryGetValue(out long version))
        {
            return current;
        }

        TransactionCsv csv = new(output);
        await csv.WriteHeaderAsync().ConfigureAwait(false);
        long written = 0;
        await foreach ((Transaction row, _) in ReadAsync(wallet, filter, version, null, oldestFirst, cancellationToken).ConfigureAwait(false))
        {
            await csv.WriteAsync(row).ConfigureAwait(false);
            written++;
        }

        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        return current.Select(_ => written);
    }

    public async ValueTask<CreditResult<TransactionExplanation>> ExplainAsync(WalletId wallet, long sequence, Actor by, CancellationToken cancellationToken)
    {
        CreditResult<(long Version, long Rows)> current = await lanes.ReadAsync(
            wallet, by, (state, _) => (state.Version, state.Rows), administers: true, cancellationToken).ConfigureAwait(false);
        if (!current.TryGetValue(out (long Version, long Rows) known))
        {
            return CreditResult<TransactionExplanation>.Refuse(current.Refusal!, current.Totals);
        }

        if (sequence < 1 || sequence > known.Rows)
        {
            throw new ArgumentOutOfRangeException(nameof(sequence), sequence, $"Wallet '{wallet}' has rows 1 to {known.Rows}.");
        }

        Wallet then = new(wallet);
        await foreach (JournalEntry entry in lanes.Context.ReadJournalAsync(wallet, new() { UpToVersion = known.Version }, cancellationToken).ConfigureAwait(false))
        {
            RowEvent? row = entry.Events.OfType<RowEvent>().FirstOrDefault(r => r.WritesRow && r.Sequence == sequence);
            if (row is not null)
            {
                return current.Select(_ => Explanations.Of(then, entry, row));
            }

            then.Apply(entry);
        }

        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Row {sequence} of wallet '{wallet}' is not in its journal; verify the wallet."));
    }

    private ValueTask<CreditResult<long>> CurrentVersionAsync(WalletId wallet, Actor by, CancellationToken cancellationToken) =>
        lanes.ReadAsync(wallet, by, (state, _) => state.Version, administers: true, cancellationToken);

    private async IAsyncEnumerable<(Transaction Row, TransactionCursor Place)> ReadAsync(
        WalletId wallet,
        TransactionFilter filter,
        long version,
        TransactionCursor? after,
        bool oldestFirst,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        JournalRange range = new()
        {
            AfterVersion = oldestFirst && after is { } left ? left.Version - 1 : 0,
            UpToVersion = !oldestFirst && after is { } right ? Math.Min(right.Version, version) : version,
            From = filter.From is { } from ? Precision.Ceiling(from) : Instant.MinValue,
            To = filter.To is { } to ? Precision.Ceiling(to) : Instant.MaxValue,
            NewestFirst = !oldestFirst,
        };
        await foreach (JournalEntry entry in lanes.Context.ReadJournalAsync(wallet, range, cancellationToken).ConfigureAwait(false))
        {
            List<Transaction> rows = [.. entry.Transactions];
            for (int i = 0; i < rows.Count; i++)
            {
                TransactionCursor place = new(entry.Version, oldestFirst ? i : rows.Count - 1 - i);
                if (filter.Matches(rows[place.Index]) && (after is not { } seen || place.Follows(seen, oldestFirst)))
                {
                    yield return (rows[place.Index], place);
                }
            }
        }
    }
}
