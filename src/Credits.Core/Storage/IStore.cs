using Credits.Journal;
using NodaTime;

namespace Credits.Storage;

/// <summary>
/// Where wallets' journals are kept. A store knows no rules: it appends entries where the version is the expected one, finds them
/// again, tells what is due, and hands out notices (<see cref="INoticeOutbox"/>). Implementations are safe for concurrent use and pass the conformance kit of Credits.Testing whole.
/// </summary>
/// <remarks>
/// What fails throws: <see cref="StoreException"/> where the store knows what became of a commit; after any other exception of
/// <see cref="CommitAsync"/> the commit may or may not have been written. <see cref="InMemoryStore"/> is the example to read.
/// </remarks>
public interface IStore : INoticeOutbox
{
    /// <summary>
    /// Reads what a wallet needs to be worked with, all of it as of one moment: the entries after a version, and the entries of some keys.
    /// For version 0 the newest snapshot may stand for the entries up to its own version.
    /// </summary>
    /// <param name="wallet">The wallet; one that was never written is empty, not an error.</param>
    /// <param name="afterVersion">Entries up to this version are known already.</param>
    /// <param name="keys">
    /// Keys to find: the entry of an operation, the newest entry that made or touched a reservation or charge. Unknown keys are left out.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was read; the entries in the order of their versions without gaps.</returns>
    ValueTask<WalletHistory> LoadAsync(WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken);

    /// <summary>
    /// Appends entries to a wallet, all or nothing: entries with their operations, subjects and notices, the due instant, and the snapshot
    /// where one is given. Durable when it returns.
    /// </summary>
    /// <param name="commit">What to append. Its list is the caller's again when the call returns; the entries themselves never change.</param>
    /// <param name="cancellationToken">Gives up before anything is written; a commit under way is finished.</param>
    /// <returns>
    /// <see cref="CommitOutcome.Committed"/>; or, with nothing written, <see cref="CommitOutcome.VersionConflict"/> where the wallet's version
    /// is not the expected one, or <see cref="CommitOutcome.DuplicateKey"/> where an operation id or a new subject is known already.
    /// </returns>
    ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken);

    /// <summary>Streams entries of a wallet in the order of their versions, in constant memory.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="range">Which, and in which direction.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The entries. Each was committed; those committed while it runs may or may not come.</returns>
    IAsyncEnumerable<JournalEntry> ReadAsync(WalletId wallet, JournalRange range, CancellationToken cancellationToken);

    /// <summary>Finds wallets in which something falls due: those whose <see cref="WalletCommit.NextDue"/> is not after an instant, soonest first.</summary>
    /// <param name="until">The instant.</param>
    /// <param name="limit">At most how many; 1 or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The wallets, with what their last commits said, or until when they are leased.</returns>
    ValueTask<IReadOnlyList<DueWallet>> FindDueAsync(Instant until, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Takes wallets in which something fell due, so that nobody else takes them meanwhile: from then on they are due at
    /// <paramref name="until"/>, unless a commit says otherwise. Wallets that somebody else is writing may be left out.
    /// </summary>
    /// <param name="now">The instant up to which they fell due.</param>
    /// <param name="until">When they fall due again by themselves: after <paramref name="now"/>.</param>
    /// <param name="limit">At most how many; 1 or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The wallets, soonest first.</returns>
    ValueTask<IReadOnlyList<WalletId>> LeaseDueAsync(Instant now, Instant until, int limit, CancellationToken cancellationToken);

    /// <summary>Streams the ids of all wallets, in ordinal order.</summary>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The ids.</returns>
    IAsyncEnumerable<WalletId> ListWalletsAsync(CancellationToken cancellationToken);
}
