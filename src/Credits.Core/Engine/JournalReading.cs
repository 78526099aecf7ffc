using System.Runtime.CompilerServices;
using Credits.Journal;
using Credits.Storage;

namespace Credits.Engine;

/// <summary>Reads entries for answers, so that a store that fails is told of as everywhere: nothing was written.</summary>
internal static class JournalReading
{
    public static async IAsyncEnumerable<JournalEntry> ReadJournalAsync(
        this LaneContext context, WalletId wallet, JournalRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerator<JournalEntry> entries = context.Store.ReadAsync(wallet, range, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (entries.ConfigureAwait(false))
        {
            while (await MoveNextAsync().ConfigureAwait(false))
            {
                yield return entries.Current;
            }
        }

        async ValueTask<bool> MoveNextAsync()
        {
            try
            {
                return await entries.MoveNextAsync().ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not JournalFormatException && !cancellationToken.IsCancellationRequested)
            {
                throw new CreditsUnavailableException(CommandFate.NotApplied, wallet, null, failure);
            }
        }
    }
}
