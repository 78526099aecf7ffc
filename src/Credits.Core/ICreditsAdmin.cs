using System.Data.Common;
using Credits.Storage;
using Credits.Notifications;
using NodaTime;

namespace Credits;

/// <summary>
/// What administrators, billing code and dashboards hold. Every method but <see cref="GetUsageAsync"/> wants the role admin or system and
/// is refused <c>not_authorized</c> otherwise, before anything about the wallet is revealed. Safe for concurrent use; errors as of
/// <see cref="ICredits"/>. Semantics, section 11.
/// </summary>
public interface ICreditsAdmin
{
    /// <summary>
    /// The same inside a transaction that the host has opened on the database of the wallets: a refund or a grant happens with the host's own
    /// rows, or is rolled back with them. All that <see cref="ICredits.Enlist"/> says of it holds here.
    /// </summary>
    /// <param name="transaction">An open transaction on the database that holds the wallets; it stays the host's, to commit, roll back and dispose of.</param>
    /// <returns>For use until the transaction ends; like its connection not for concurrent use. There is nothing to dispose of.</returns>
    /// <exception cref="ArgumentException">Not a transaction of the store's driver, or one that has ended.</exception>
    /// <exception cref="InvalidOperationException">The store is no <see cref="ITransactionalStore"/>, as the one in memory; or this is inside a transaction already.</exception>
    ICreditsAdmin Enlist(DbTransaction transaction);

    /// <summary>Opens a wallet. Semantics, section 4.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="plan">The code of its first plan; none where left out.</param>
    /// <param name="zone">Its IANA time zone; UTC where left out.</param>
    /// <param name="operation">The operation's id, by which a repetition is known; made up where left out.</param>
    /// <param name="cancellationToken">Gives up waiting; a command under way is finished all the same.</param>
    /// <returns>What the wallet holds.</returns>
    ValueTask<CreditResult<WalletTotals>> OpenWalletAsync(
        WalletId wallet, Actor by, string? plan = null, string? zone = null, string? operation = null, CancellationToken cancellationToken = default);

    /// <summary>Grants credits. Semantics, section 3.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="request">What to grant.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="operation">The operation's id, by which a repetition is known; made up where left out.</param>
    /// <param name="cancellationToken">Gives up waiting; a command under way is finished all the same.</param>
    /// <returns>The grant.</returns>
    ValueTask<CreditResult<GrantReceipt>> GrantAsync(
        WalletId wallet, GrantRequest request, Actor by, string? operation = null, CancellationToken cancellationToken = default);

    /// <summary>Adds credits that were bought. Semantics, section 3.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="request">What was bought.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="operation">The operation's id, by which a repetition is known; made up where left out.</param>
    /// <param name="cancellationToken">Gives up waiting; a command under way is finished all the same.</param>
    /// <returns>The grant.</returns>
    ValueTask<CreditResult<GrantReceipt>> PurchaseAsync(
        WalletId wallet, PurchaseRequest request, Actor by, string? operation = null, CancellationToken cancellationToken = default);

    /// <summary>Takes remaining credits of a grant back. Semantics, section 12.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="grant">The grant's id.</param>
    /// <param name="reason">Why; shown with the transaction.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="amount">How much, more than 0; all that remains where left out.</param>
    /// <param name="operation">The operation's id, by which a repetition is known; made up where left out.</param>
    /// <param name="cancellationToken">Gives up waiting; a command under way is finished all the same.</param>
    /// <returns>What was taken back.</returns>
    ValueTask<CreditResult<AmountReceipt>> VoidAsync(
        WalletId wallet, string grant, string reason, Actor by, CreditAmount? amount = null, string? operation = null, CancellationToken cancellationToken = default);

    /// <summary>Gives back what a consume or a capture took, or part of it; repeatedly, never more than was charged. Semantics, section 6.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="target">The operation id of a consume, or the id of a captured reservation.</param>
    /// <param name="reason">Why; shown with the transaction.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="amount">How much, more than 0; all that is left where left out.</param>
    /// <param name="operation">The operation's id, by which a repetition is known; made up where left out.</param>
    /// <param name="cancellationToken">Gives up waiting; a command under way is finished all the same.</param>
    /// <returns>What was given back.</returns>
    ValueTask<CreditResult<AmountReceipt>> RefundAsync(
        WalletId wallet, string target, string reason, Actor by, CreditAmount? amount = null, string? operation = null, CancellationToken cancellationToken = default);

    /// <summary>Changes the plan, or begins one. Semantics, section 4.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="plan">The plan's code.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="when">When it takes effect.</param>
    /// <param name="operation">The operation's id, by which a repetition is known; made up where left out.</param>
    /// <param name="cancellationToken">Gives up waiting; a command under way is finished all the same.</param>
    /// <returns>When it takes effect.</returns>
    ValueTask<CreditResult<PlanReceipt>> ChangePlanAsync(
        WalletId wallet, string plan, Actor by, PlanChangeTiming when = PlanChangeTiming.Auto, string? operation = null, CancellationToken cancellationToken = default);

    /// <summary>Ends the subscription. Semantics, section 4.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="when">When it takes effect.</param>
    /// <param name="operation">The operation's id, by which a repetition is known; made up where left out.</param>
    /// <param name="cancellationToken">Gives up waiting; a command under way is finished all the same.</param>
    /// <returns>When it takes effect.</returns>
    ValueTask<CreditResult<PlanReceipt>> CancelPlanAsync(
        WalletId wallet, Actor by, PlanCancelTiming when = PlanCancelTiming.PeriodEnd, string? operation = null, CancellationToken cancellationToken = default);

    /// <summary>Replaces the wallet's whole list of limits. Semantics, section 7.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="limits">The limits; an empty list for none. The order decides which of several refusing limits is named.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="operation">The operation's id, by which a repetition is known; made up where left out.</param>
    /// <param name="cancellationToken">Gives up waiting; a command under way is finished all the same.</param>
    /// <returns>What the wallet holds.</returns>
    ValueTask<CreditResult<WalletTotals>> SetLimitsAsync(
        WalletId wallet, IEnumerable<LimitPolicy> limits, Actor by, string? operation = null, CancellationToken cancellationToken = default);

    /// <summary>Replaces the wallet's alerts. Semantics, section 8.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="alerts">The alerts; <see cref="AlertSettings.Off"/> for none.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="operation">The operation's id, by which a repetition is known; made up where left out.</param>
    /// <param name="cancellationToken">Gives up waiting; a command under way is finished all the same.</param>
    /// <returns>What the wallet holds.</returns>
    ValueTask<CreditResult<WalletTotals>> SetAlertsAsync(
        WalletId wallet, AlertSettings alerts, Actor by, string? operation = null, CancellationToken cancellationToken = default);

    /// <summary>Tells the wallet's alerts, as they were set last.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The alerts; <see cref="AlertSettings.Off"/> where none were set.</returns>
    ValueTask<CreditResult<AlertSettings>> GetAlertsAsync(WalletId wallet, Actor by, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lets the wallet buy credits by itself when it runs low, or no more. With too few available now, the first purchase starts at once. A purchase
    /// under way goes on as it was begun, counts of the day and the month and a suspension stay. See docs/top-up.md.
    /// </summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="settings">When to buy, and how much; null for off.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="operation">The operation's id, by which a repetition is known; made up where left out.</param>
    /// <param name="cancellationToken">Gives up waiting; a command under way is finished all the same.</param>
    /// <returns>What the wallet holds.</returns>
    ValueTask<CreditResult<WalletTotals>> SetTopUpAsync(
        WalletId wallet, TopUpSettings? settings, Actor by, string? operation = null, CancellationToken cancellationToken = default);

    /// <summary>Tells how the automatic top-up gets on.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Settings, purchase under way, counts, failures.</returns>
    ValueTask<CreditResult<TopUpStatus>> GetTopUpAsync(WalletId wallet, Actor by, CancellationToken cancellationToken = default);

    /// <summary>Lets a suspended top-up go on: its failures are forgotten, and where credits are wanted, cool-down and limits allowing, a purchase starts at once.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="operation">The operation's id, by which a repetition is known; made up where left out.</param>
    /// <param name="cancellationToken">Gives up waiting; a command under way is finished all the same.</param>
    /// <returns>What the wallet holds.</returns>
    ValueTask<CreditResult<WalletTotals>> ResumeTopUpAsync(
        WalletId wallet, Actor by, string? operation = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Says that an attempt was paid: its credits are granted, once, however often and by whomever it is said, also of an attempt that was said to have
    /// failed. For the payment provider's webhook, or an administrator. The operation's id is the attempt's.
    /// </summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="attempt">The attempt's id.</param>
    /// <param name="by">Who says it.</param>
    /// <param name="reference">The payment's reference, which becomes the grant's note; none where left out.</param>
    /// <param name="cancellationToken">Gives up waiting; a command under way is finished all the same.</param>
    /// <returns>The grant, whose id is the attempt's. Refused <c>target_not_found</c> where the wallet made no such attempt.</returns>
    ValueTask<CreditResult<GrantReceipt>> CompleteTopUpAsync(
        WalletId wallet, string attempt, Actor by, string? reference = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Says that an attempt was not paid and will not be: it counts as a failure, once, however often it is said. For the payment provider's webhook, or
    /// an administrator. The operation's id is the attempt's with <c>-failed</c>.
    /// </summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="attempt">The attempt's id.</param>
    /// <param name="by">Who says it.</param>
    /// <param name="reason">Why, for people; none where left out.</param>
    /// <param name="cancellationToken">Gives up waiting; a command under way is finished all the same.</param>
    /// <returns>
    /// What the wallet holds. Refused <c>top_up_completed</c> where it was paid before, <c>target_not_found</c> where the wallet made no such attempt.
    /// </returns>
    ValueTask<CreditResult<WalletTotals>> FailTopUpAsync(
        WalletId wallet, string attempt, Actor by, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Tells what the wallet holds.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="asOf">A past instant, whose own rows count; now where left out or not before now.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The balance.</returns>
    ValueTask<CreditResult<WalletBalance>> GetBalanceAsync(
        WalletId wallet, Actor by, Instant? asOf = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of transactions. Semantics, section 9.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="filter">Which; all where left out.</param>
    /// <param name="pageSize">At most how many rows: 1 to 1,000.</param>
    /// <param name="cursor">Where to go on: <see cref="TransactionPage.Next"/> of the page before, asked for with the same filter and order.</param>
    /// <param name="oldestFirst">Whether the oldest come first; the newest by default.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The page. Pages go on from where they were, whatever is written meanwhile.</returns>
    /// <exception cref="ArgumentException">The cursor is none of this library's, or the page size is out of range.</exception>
    ValueTask<CreditResult<TransactionPage>> GetTransactionsAsync(
        WalletId wallet,
        Actor by,
        TransactionFilter? filter = null,
        int pageSize = 50,
        string? cursor = null,
        bool oldestFirst = false,
        CancellationToken cancellationToken = default);

    /// <summary>Writes transactions as CSV (RFC 4180, UTF-8 through the writer, a header line first), row by row in constant memory.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="output">Where to; it is flushed, not closed. Nothing is written where the answer is a refusal.</param>
    /// <param name="filter">Which; all where left out.</param>
    /// <param name="oldestFirst">Whether the oldest come first; the newest by default.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>How many rows were written.</returns>
    ValueTask<CreditResult<long>> ExportTransactionsAsync(
        WalletId wallet,
        Actor by,
        TextWriter output,
        TransactionFilter? filter = null,
        bool oldestFirst = false,
        CancellationToken cancellationToken = default);

    /// <summary>Sums usage; for the role member his own only. Semantics, section 12.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="by">Who asks; any role.</param>
    /// <param name="grouping">By what to sum.</param>
    /// <param name="from">Debits from this instant on; all where left out.</param>
    /// <param name="to">Debits before this instant; all where left out.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>A sum for each key that had a debit, ordinal by key.</returns>
    ValueTask<CreditResult<IReadOnlyList<UsageSum>>> GetUsageAsync(
        WalletId wallet, Actor by, UsageGrouping grouping, Instant? from = null, Instant? to = null, CancellationToken cancellationToken = default);

    /// <summary>Tells how fast the wallet is being used and how long it lasts at that rate.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="days">Over how many local days to average, today included and counted whole: 1 to 366. A wallet opened since is averaged over its own days.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The forecast.</returns>
    ValueTask<CreditResult<Forecast>> GetForecastAsync(WalletId wallet, Actor by, int days = 28, CancellationToken cancellationToken = default);

    /// <summary>Lists the wallet's grants: those to burn first, in burn order, then the scheduled, then the ended, by id.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The grants.</returns>
    ValueTask<CreditResult<IReadOnlyList<CreditGrant>>> GetGrantsAsync(WalletId wallet, Actor by, CancellationToken cancellationToken = default);

    /// <summary>Lists the open reservations, the next to expire first.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The reservations.</returns>
    ValueTask<CreditResult<IReadOnlyList<ReservationStatus>>> GetReservationsAsync(WalletId wallet, Actor by, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the limits with the usage that counts against each; of a policy for each user or feature, one line for each that was seen, or one
    /// without user and feature where none was.
    /// </summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The limits, in their order.</returns>
    ValueTask<CreditResult<IReadOnlyList<LimitStatus>>> GetLimitsAsync(WalletId wallet, Actor by, CancellationToken cancellationToken = default);

    /// <summary>Explains a transaction: the grants it moved, its price, and where limits stood. Replays the journal up to it.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="sequence">The row's number.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The explanation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The wallet has no such row.</exception>
    ValueTask<CreditResult<TransactionExplanation>> ExplainAsync(
        WalletId wallet, long sequence, Actor by, CancellationToken cancellationToken = default);

    /// <summary>Replays the whole journal and compares: conservation per grant, running sum per row, totals per entry, and the state in use.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The report.</returns>
    ValueTask<CreditResult<VerificationReport>> VerifyAsync(WalletId wallet, Actor by, CancellationToken cancellationToken = default);

    /// <summary>Lists the notices that notifiers have given up after too many failures, those that happened first coming first.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The notices, each once for every channel that has parked it; at most 1,000. Of all wallets: <see cref="ICreditsOutbox"/>.</returns>
    ValueTask<CreditResult<IReadOnlyList<ParkedNotice>>> GetParkedNoticesAsync(WalletId wallet, Actor by, CancellationToken cancellationToken = default);

    /// <summary>Has parked notices delivered again, as if they had never been tried. Resending what is not parked changes nothing.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="number">Which: <see cref="Notice.Number"/>; all of the wallet where left out.</param>
    /// <param name="channel">To which channel; to all that have parked it where left out.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>How many deliveries are tried again.</returns>
    ValueTask<CreditResult<int>> ResendNoticesAsync(
        WalletId wallet, Actor by, long? number = null, string? channel = null, CancellationToken cancellationToken = default);
}
