using System.Data.Common;
using Credits.Storage;
using NodaTime;

namespace Credits;

/// <summary>
/// What feature code holds: it can spend credits and ask for prices, and cannot administer. Safe for concurrent use. A command that
/// can never be right throws an <see cref="ArgumentException"/>; a failing store throws <see cref="CreditsUnavailableException"/>;
/// every other answer is a <see cref="CreditResult{T}"/>.
/// </summary>
/// <example>
/// <code>
/// await using var reservation = (await credits.ReserveAsync(org, "test-cases", quantity: 5, by: user)).GetValueOrThrow();
/// var scenarios = await generator.RunAsync(…);
/// (await reservation.CaptureAsync(scenarios.Count)).GetValueOrThrow();   // an exception above releases the credits
/// </code>
/// </example>
public interface ICredits
{
    /// <summary>
    /// The same inside a transaction that the host has opened on the database of the wallets: what is debited, reserved, captured or released
    /// there happens with the host's own rows, or is rolled back with them. Others see it when the host has committed.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Answers are as ever, replays and refusals too; what they say counts if the host commits. Nothing is tried again behind the host's back: a
    /// <see cref="CreditsUnavailableException"/> means that the transaction is to be rolled back, and all of it run again, with the same operation ids.
    /// Its <see cref="CreditsUnavailableException.Fate"/> is <see cref="CommandFate.NotApplied"/>. A refusal leaves the transaction as it was.
    /// </para>
    /// <para>
    /// While it is open, other debits wait: in PostgreSQL those of the wallets that were used in it, in SQLite all. So keep it short, and do not wait inside it
    /// for a debit outside: that one fails after the store's time-out. Work that takes long is reserved before it and captured inside it, by the reservation's id.
    /// </para>
    /// <para>
    /// Notices leave at the next turn of the hosted service, within <see cref="CreditsOptions.MaintenanceInterval"/> of the commit, or at once where the host
    /// then calls <see cref="ICreditsMaintenance.DeliverNoticesAsync"/>. A <see cref="CreditReservation"/> made here is resolved inside the transaction while
    /// it is open, and as any other when it has ended.
    /// </para>
    /// </remarks>
    /// <param name="transaction">
    /// An open transaction on the database that holds the wallets; it stays the host's, to commit, roll back and dispose of. With SQLite begun as
    /// <c>BeginTransaction()</c> does, not deferred; with PostgreSQL of any isolation level.
    /// </param>
    /// <returns>For use until the transaction ends; like its connection not for concurrent use. There is nothing to dispose of.</returns>
    /// <exception cref="ArgumentException">Not a transaction of the store's driver, or one that has ended.</exception>
    /// <exception cref="InvalidOperationException">The store is no <see cref="ITransactionalStore"/>, as the one in memory; or these credits are inside a transaction already.</exception>
    /// <example>
    /// <code>
    /// await using var transaction = connection.BeginTransaction();
    /// await InsertOrderAsync(order, transaction);
    /// (await credits.Enlist(transaction).ConsumeAsync(org, "report", user, operation: order.Id)).GetValueOrThrow();   // refused: both are rolled back
    /// await transaction.CommitAsync();
    /// </code>
    /// </example>
    ICredits Enlist(DbTransaction transaction);

    /// <summary>Tells what a consume would cost and get now; writes nothing. Semantics, section 5.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="feature">The feature's key.</param>
    /// <param name="by">Who asks; any role.</param>
    /// <param name="quantity">How much; the feature's default where left out.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The quote; refused with <c>wallet_not_found</c>, <c>feature_unknown</c> or <c>quantity_not_priced</c> where there is no price.</returns>
    ValueTask<CreditResult<Quote>> QuoteAsync(
        WalletId wallet, string feature, Actor by, Quantity? quantity = null, CancellationToken cancellationToken = default);

    /// <summary>Takes the price of a quantity, all or nothing. Semantics, section 6.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="feature">The feature's key.</param>
    /// <param name="by">Who uses it; any role.</param>
    /// <param name="quantity">How much, more than 0; the feature's default where left out.</param>
    /// <param name="allowPartial">Whether to take what limits and balance permit where it is less.</param>
    /// <param name="operation">The operation's id, by which a repetition is known; made up where left out.</param>
    /// <param name="cancellationToken">Gives up waiting; a command under way is finished all the same.</param>
    /// <returns>What was taken.</returns>
    ValueTask<CreditResult<Debit>> ConsumeAsync(
        WalletId wallet,
        string feature,
        Actor by,
        Quantity? quantity = null,
        bool allowPartial = false,
        string? operation = null,
        CancellationToken cancellationToken = default);

    /// <summary>Takes the price of the most that may be needed, to be captured or released later. Semantics, section 6.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="feature">The feature's key.</param>
    /// <param name="by">Who uses it; any role.</param>
    /// <param name="quantity">The most that may be needed, more than 0; the feature's default where left out.</param>
    /// <param name="reservation">The reservation's id; the operation's where left out.</param>
    /// <param name="timeToLive">How long it lives, more than 0 and at most 7 days; the feature's default where left out.</param>
    /// <param name="operation">The operation's id, by which a repetition is known; made up where left out.</param>
    /// <param name="cancellationToken">Gives up waiting; a command under way is finished all the same.</param>
    /// <returns>The reservation, to be disposed of.</returns>
    ValueTask<CreditResult<CreditReservation>> ReserveAsync(
        WalletId wallet,
        string feature,
        Actor by,
        Quantity? quantity = null,
        string? reservation = null,
        Duration? timeToLive = null,
        string? operation = null,
        CancellationToken cancellationToken = default);

    /// <summary>Charges what was really used of a reservation and gives the rest back; once. Semantics, section 6.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="reservation">The reservation's id.</param>
    /// <param name="by">Who does it; any role.</param>
    /// <param name="quantity">What was used; 0 releases; all that was reserved where left out.</param>
    /// <param name="allowPartial">Whether overage takes what limits and balance permit where it is less.</param>
    /// <param name="operation">The operation's id, by which a repetition is known; made up where left out.</param>
    /// <param name="cancellationToken">Gives up waiting; a command under way is finished all the same.</param>
    /// <returns>What was charged and what came back.</returns>
    ValueTask<CreditResult<CaptureReceipt>> CaptureAsync(
        WalletId wallet,
        string reservation,
        Actor by,
        Quantity? quantity = null,
        bool allowPartial = false,
        string? operation = null,
        CancellationToken cancellationToken = default);

    /// <summary>Gives everything back that a reservation holds. Semantics, section 6.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="reservation">The reservation's id.</param>
    /// <param name="by">Who does it; any role.</param>
    /// <param name="operation">The operation's id, by which a repetition is known; made up where left out.</param>
    /// <param name="cancellationToken">Gives up waiting; a command under way is finished all the same.</param>
    /// <returns>What came back.</returns>
    ValueTask<CreditResult<ReleaseReceipt>> ReleaseAsync(
        WalletId wallet, string reservation, Actor by, string? operation = null, CancellationToken cancellationToken = default);

    /// <summary>Lets a reservation live longer; an earlier end is accepted and changes nothing. Semantics, section 6.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="reservation">The reservation's id.</param>
    /// <param name="timeToLive">How long from now, more than 0 and at most 7 days.</param>
    /// <param name="by">Who does it; any role.</param>
    /// <param name="operation">The operation's id, by which a repetition is known; made up where left out.</param>
    /// <param name="cancellationToken">Gives up waiting; a command under way is finished all the same.</param>
    /// <returns>When it expires now.</returns>
    ValueTask<CreditResult<ExtensionReceipt>> ExtendAsync(
        WalletId wallet, string reservation, Duration timeToLive, Actor by, string? operation = null, CancellationToken cancellationToken = default);

    /// <summary>Sums the asker's own usage, whatever his role. Semantics, section 12.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="grouping">By what to sum.</param>
    /// <param name="from">Debits from this instant on; all where left out.</param>
    /// <param name="to">Debits before this instant; all where left out.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>A sum for each key that had a debit, ordinal by key.</returns>
    ValueTask<CreditResult<IReadOnlyList<UsageSum>>> GetOwnUsageAsync(
        WalletId wallet, Actor by, UsageGrouping grouping, Instant? from = null, Instant? to = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the limits that the asker's own debits come under, whatever his role: those on him with his usage, and of hard limits that he shares
    /// with others what remains. A limit for each feature has one line for each feature that the wallet has used. Semantics, sections 7 and 11.
    /// </summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The limits, in their order; shared ones without a hard threshold in force are left out.</returns>
    ValueTask<CreditResult<IReadOnlyList<OwnLimit>>> GetOwnLimitsAsync(WalletId wallet, Actor by, CancellationToken cancellationToken = default);
}
