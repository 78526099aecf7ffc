using Credits.Journal;
using Credits.Storage;
using Credits.Testing;
using NodaTime;

namespace Credits.Tests.Engine;

/// <summary>
/// A wallet 'acme' in one process, on a store whose faults and gates the test holds. Nothing here waits for time to pass: a test that
/// waits, waits for something to happen, and gives up after two minutes, which no machine is too slow for.
/// </summary>
public abstract class EngineTests
{
    protected static readonly WalletId Acme = "acme";
    protected static readonly Actor Ada = Actor.Member("u1", "Ada");
    protected static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);

    private protected EngineTests()
    {
        Store = new(Memory);
        Here = Start();
    }

    protected ManualClock Clock { get; } = new(Instant.FromUtc(2026, 1, 5, 9, 0));

    protected InMemoryStore Memory { get; } = new();

    protected FaultyStore Store { get; }

    private protected LibraryProcess Here { get; set; }

    /// <summary>Another process on the same store, or this one after a restart: it knows nothing but what is stored.</summary>
    private protected LibraryProcess Start(CreditsOptions? options = null, params ICommitObserver[] observers) => new(Store, Clock, options, observers);

    private protected async Task OpenAsync(CreditAmount credits, WalletId? wallet = null)
    {
        (await Here.Admin.OpenWalletAsync(wallet ?? Acme, Actor.System)).GetValueOrThrow();
        (await PurchaseAsync(credits, wallet: wallet)).GetValueOrThrow();
    }

    private protected Task<CreditResult<GrantReceipt>> PurchaseAsync(
        CreditAmount credits, string? operation = null, LibraryProcess? process = null, WalletId? wallet = null) =>
        (process ?? Here).Admin.PurchaseAsync(wallet ?? Acme, new(credits), Actor.System, operation).AsTask();

    private protected Task<CreditResult<Debit>> ConsumeAsync(
        Quantity quantity, string? operation = null, LibraryProcess? process = null, WalletId? wallet = null, CancellationToken cancellation = default) =>
        (process ?? Here).Credits.ConsumeAsync(wallet ?? Acme, "unit", Ada, quantity, operation: operation, cancellationToken: cancellation).AsTask();

    private protected Task<CreditResult<CreditReservation>> ReserveAsync(
        Quantity quantity, string? reservation = null, LibraryProcess? process = null, Duration? timeToLive = null, string feature = "unit") =>
        (process ?? Here).Credits.ReserveAsync(Acme, feature, Ada, quantity, reservation, timeToLive).AsTask();

    private protected async Task<WalletTotals> TotalsAsync(LibraryProcess? process = null, WalletId? wallet = null)
    {
        WalletBalance balance = (await (process ?? Here).Admin.GetBalanceAsync(wallet ?? Acme, Actor.System)).Value;
        return new(balance.Available, balance.Reserved);
    }

    /// <summary>Holds the commit of a first consume of one credit, so that what is sent from now on gathers behind it.</summary>
    private protected async Task<(StoreGate Gate, Task<CreditResult<Debit>> First)> HoldFirstAsync(string? operation = "first", CancellationToken cancellation = default)
    {
        StoreGate gate = Store.HoldCommits();
        Task<CreditResult<Debit>> first = ConsumeAsync(1, operation, cancellation: cancellation);
        await gate.WaitForArrivalsAsync(1, Soon);
        return (gate, first);
    }

    /// <summary>The operations in the wallet's journal, in order, as the store has them.</summary>
    private protected async Task<List<string>> OperationsAsync(WalletId? wallet = null)
    {
        List<string> operations = [];
        await foreach (JournalEntry entry in Memory.ReadAsync(wallet ?? Acme, JournalRange.All, CancellationToken.None))
        {
            if (entry.Operation is { } operation)
            {
                operations.Add(operation);
            }
        }

        return operations;
    }

    private protected async Task VerifyAsync(WalletId? wallet = null)
    {
        foreach (LibraryProcess process in new[] { Here, Start() })
        {
            (await process.Admin.VerifyAsync(wallet ?? Acme, Actor.System)).Value.Faults.Should().BeEmpty();
        }
    }

    private protected static async Task<CreditsUnavailableException> UnavailableAsync<T>(Task<T> command) =>
        (await command.Awaiting(c => c.WaitAsync(Soon)).Should().ThrowAsync<CreditsUnavailableException>()).Which;
}
