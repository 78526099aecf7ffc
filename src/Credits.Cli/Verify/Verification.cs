using System.Runtime.CompilerServices;
using Credits.Cli.Stores;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Credits.Cli.Verify;

/// <summary>
/// Replays journals, some at a time, and compares. Wallets stay at their last instant, so nothing falls due and nothing is written. Memory
/// does not grow with the number of wallets.
/// </summary>
internal sealed class Verification : IAsyncDisposable
{
    private const int PerChunk = 64;

    private readonly ReadingStore _store;
    private readonly ServiceProvider _services;
    private readonly ICreditsAdmin _admin;
    private readonly int _parallel;

    /// <param name="address">The store.</param>
    /// <param name="parallel">How many wallets are verified at once.</param>
    public Verification(StoreAddress address, int parallel)
    {
        _parallel = parallel;
        _store = new(address.Open(StoreAccess.Read, parallel), Guesses.None);
        _services = Library.Compose(null, new StoppedClock(Instant.MinValue), _store, cachedWallets: PerChunk);
        _admin = _services.GetRequiredService<ICreditsAdmin>();
    }

    /// <summary>How many wallets there are.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        long count = 0;
        await foreach (WalletId unused in _store.ListWalletsAsync(cancellationToken))
        {
            count++;
        }

        return count;
    }

    /// <summary>Verifies wallets, all of the store's in the order of their ids where none are named.</summary>
    /// <exception cref="CreditsUnavailableException">The store failed.</exception>
    public async IAsyncEnumerable<VerifiedWallet> RunAsync(IReadOnlyList<WalletId> named, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerable<WalletId> wallets = named.Count > 0 ? named.Distinct().ToAsyncEnumerable() : _store.ListWalletsAsync(cancellationToken);
        await foreach (WalletId[] chunk in wallets.Chunk(PerChunk).WithCancellation(cancellationToken))
        {
            VerifiedWallet[] verified = new VerifiedWallet[chunk.Length];
            ParallelOptions options = new() { MaxDegreeOfParallelism = _parallel, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, chunk.Length, options, async (i, token) => verified[i] = await VerifyAsync(chunk[i], token));
            foreach (VerifiedWallet wallet in verified)
            {
                // What the store lists is there: then it is its journal that is missing.
                yield return wallet.IsMissing && named.Count == 0 ? new(wallet.Wallet, 0, 0, [new(VerificationCheck.EntryOrder, "is listed by the store and has no journal")]) : wallet;
            }
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async ValueTask<VerifiedWallet> VerifyAsync(WalletId wallet, CancellationToken cancellationToken)
    {
        try
        {
            CreditResult<VerificationReport> result = await _admin.VerifyAsync(wallet, Actor.System, cancellationToken);
            return result.TryGetValue(out VerificationReport? report)
                ? new(wallet, report.Entries, report.Rows, report.Faults)
                : new(wallet, 0, 0, [], IsMissing: true);
        }
        catch (Exception damage) when (damage is not OperationCanceledException && !StoreFailure.Is(damage))
        {
            // What is stored of this wallet cannot be read or does not follow: the others are verified all the same.
            return new(wallet, 0, 0, [new(VerificationCheck.Replay, $"cannot be replayed: {Innermost(damage)}")]);
        }
    }

    /// <summary>The store's own sentence, without what the library says of a command.</summary>
    private static string Innermost(Exception error) => error is CreditsUnavailableException { InnerException: { } cause } ? cause.Message : error.Message;
}
