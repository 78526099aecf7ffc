using System.Collections.Concurrent;
using Credits.Storage;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Writes down what is due with a wallet's first commit, and never again.</summary>
internal sealed class DueNeverUpdated : StoreWrapper
{
    private readonly ConcurrentDictionary<WalletId, NodaTime.Instant?> _first = new();

    public override ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken) =>
        base.CommitAsync(commit with { NextDue = _first.GetOrAdd(commit.Wallet, commit.NextDue) }, cancellationToken);
}
