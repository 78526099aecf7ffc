using System.Runtime.CompilerServices;
using Credits.Sqlite.Connections;

namespace Credits.Sqlite.Tables;

/// <summary>
/// All wallets in ordinal order, in constant memory. SQLite orders by UTF-8, which puts characters from U+E000 to U+FFFF before those
/// beyond U+FFFF, where ordinal order has them after. So the ids that have such characters, hardly ever any, are sorted here and merged in.
/// </summary>
internal static class WalletList
{
    private const int PageSize = 1_000;
    private const char FirstAfterSurrogates = '\ue000';

    public static async IAsyncEnumerable<WalletId> ReadAsync(ITransactions transactions, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<WalletId> late = await transactions.ReadAsync(static tables => tables.Wallets.OutOfOrder(), cancellationToken).ConfigureAwait(false);
        late.Sort();
        int next = 0;
        List<WalletId> page;
        string after = "";
        do
        {
            page = await transactions.ReadAsync(tables => tables.Wallets.Page(after, PageSize), cancellationToken).ConfigureAwait(false);
            foreach (WalletId wallet in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (wallet.Value.Any(static c => c >= FirstAfterSurrogates))
                {
                    continue;
                }

                for (; next < late.Count && late[next].CompareTo(wallet) < 0; next++)
                {
                    yield return late[next];
                }

                yield return wallet;
            }

            after = page.Count > 0 ? page[^1].Value : after;
        }
        while (page.Count == PageSize);
        for (; next < late.Count; next++)
        {
            yield return late[next];
        }
    }
}
