using System.Data.Common;

namespace Credits.Storage;

/// <summary>A store in a database where the host may keep data of its own, and which can write inside a transaction that the host has opened there.</summary>
public interface ITransactionalStore : IStore
{
    /// <summary>
    /// The wallets as seen and written from inside a transaction of the host's: what is committed to the store that this gives is part of
    /// that transaction, and happens, or is rolled back, with it. Others see it when the host has committed. Nothing is tried again.
    /// </summary>
    /// <remarks>
    /// A commit that is not made (<see cref="CommitOutcome.VersionConflict"/>, <see cref="CommitOutcome.DuplicateKey"/>) leaves the transaction
    /// as it was. What fails, and what is asked after the transaction has ended, throws a <see cref="StoreException"/> with
    /// <see cref="CommandFate.NotApplied"/>: nothing is written where the host rolls back. Delivery of notices is no part of it.
    /// </remarks>
    /// <param name="transaction">An open transaction on the database that holds the wallets. It stays the host's, to commit, roll back and dispose of.</param>
    /// <returns>A store for use until the transaction ends, like its connection by one caller at a time. It has nothing to dispose of.</returns>
    /// <exception cref="ArgumentException">Not a transaction of this store's driver, or one that has ended.</exception>
    IStore Enlist(DbTransaction transaction);
}
