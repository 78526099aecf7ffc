using System.Data.Common;
using Credits.Domain;
using Credits.Pricing;
using NodaTime;

namespace Credits.Engine;

/// <summary>What feature code holds: checks a command's fields, sends it down the wallet's lane, and words the answer.</summary>
internal sealed class CreditsClient : ICredits
{
    private readonly LaneCache _lanes;
    private readonly UsageReader _usage;
    private readonly Func<ICredits> _resolver;

    public CreditsClient(LaneCache lanes, UsageReader usage)
    {
        _lanes = lanes;
        _usage = usage;
        _resolver = () => this;
    }

    /// <summary>Inside a transaction of the host's. A reservation made there may outlive it, and is resolved outside then.</summary>
    private CreditsClient(HostTransaction transaction, CreditsClient outside)
        : this(transaction.Lanes, new(transaction.Lanes)) => _resolver = () => transaction.IsOver ? outside : this;

    public ICredits Enlist(DbTransaction transaction) => new CreditsClient(new HostTransaction(_lanes.Context, transaction), this);

    public async ValueTask<CreditResult<Quote>> QuoteAsync(
        WalletId wallet, string feature, Actor by, Quantity? quantity = null, CancellationToken cancellationToken = default)
    {
        Identifier.Require(feature, nameof(feature));
        Quantity.RequireDebit(quantity);
        CreditCatalog catalog = _lanes.Context.Catalog;
        CreditResult<object> read = await _lanes.ReadAsync<object>(
            wallet,
            by,
            (state, now) =>
            {
                (Refusal? refusal, CreditAmount? amount, AllocationList allocations) =
                    DebitDecisions.Quote(new(state, catalog), by, feature, quantity, now);
                return amount is null ? refusal! : new Quote(amount.Value, allocations, refusal);
            },
            administers: false,
            cancellationToken).ConfigureAwait(false);
        return read.Refusal is { } refused ? CreditResult<Quote>.Refuse(refused, read.Totals)
            : read.Value is Quote quote ? CreditResult<Quote>.Accept(quote, null, isReplayed: false, read.Totals!.Value)
            : CreditResult<Quote>.Refuse((Refusal)read.Value, read.Totals);
    }

    public ValueTask<CreditResult<Debit>> ConsumeAsync(
        WalletId wallet,
        string feature,
        Actor by,
        Quantity? quantity = null,
        bool allowPartial = false,
        string? operation = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        operation = OperationId.Of(operation);
        Identifier.Require(feature, nameof(feature));
        Quantity.RequireDebit(quantity);
        return _lanes.SendAsync(wallet, WorkItem.ForConsume(by, feature, quantity, allowPartial, operation), Answers.Debit, cancellationToken);
    }

    public async ValueTask<CreditResult<CreditReservation>> ReserveAsync(
        WalletId wallet,
        string feature,
        Actor by,
        Quantity? quantity = null,
        string? reservation = null,
        Duration? timeToLive = null,
        string? operation = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        operation = OperationId.Of(operation);
        Identifier.Require(feature, nameof(feature));
        Quantity.RequireDebit(quantity);
        Identifier.Optional(reservation, nameof(reservation));
        if (timeToLive is { } ttl)
        {
            RequireTimeToLive(ttl);
        }

        CreditResult<CreditReservation> result = await _lanes.SendAsync(
            wallet,
            new Reserve(by, feature, quantity, reservation, timeToLive),
            operation,
            entry => Answers.Reservation(entry, _resolver, wallet, by),
            cancellationToken).ConfigureAwait(false);
        if (result.IsReplayed)
        {
            result.Value.Detach();
        }

        return result;
    }

    public ValueTask<CreditResult<CaptureReceipt>> CaptureAsync(
        WalletId wallet,
        string reservation,
        Actor by,
        Quantity? quantity = null,
        bool allowPartial = false,
        string? operation = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        operation = OperationId.Of(operation);
        Identifier.Require(reservation, nameof(reservation));
        Quantity.RequireCapture(quantity);
        return _lanes.SendAsync(wallet, new Capture(by, reservation, quantity, allowPartial), operation, Answers.Capture, cancellationToken);
    }

    public ValueTask<CreditResult<ReleaseReceipt>> ReleaseAsync(
        WalletId wallet, string reservation, Actor by, string? operation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        operation = OperationId.Of(operation);
        Identifier.Require(reservation, nameof(reservation));
        return _lanes.SendAsync(wallet, new Release(by, reservation), operation, Answers.Release, cancellationToken);
    }

    public ValueTask<CreditResult<ExtensionReceipt>> ExtendAsync(
        WalletId wallet, string reservation, Duration timeToLive, Actor by, string? operation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        operation = OperationId.Of(operation);
        Identifier.Require(reservation, nameof(reservation));
        RequireTimeToLive(timeToLive);
        return _lanes.SendAsync(wallet, new Extend(by, reservation, timeToLive), operation, Answers.Extension, cancellationToken);
    }

    public ValueTask<CreditResult<IReadOnlyList<UsageSum>>> GetOwnUsageAsync(
        WalletId wallet, Actor by, UsageGrouping grouping, Instant? from = null, Instant? to = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        return _usage.SumAsync(wallet, by, by.Id, grouping, from, to, cancellationToken);
    }

    public ValueTask<CreditResult<IReadOnlyList<OwnLimit>>> GetOwnLimitsAsync(WalletId wallet, Actor by, CancellationToken cancellationToken = default) =>
        _lanes.ReadAsync(wallet, by, (state, now) => OwnLimits.Of(state, by.Id, now), administers: false, cancellationToken);

    private static void RequireTimeToLive(Duration timeToLive)
    {
        if (timeToLive <= Duration.Zero || timeToLive > CreditFeature.LongestReservation)
        {
            throw new InvalidFieldException("ttl", timeToLive.ToString(), "a reservation lives more than 0 and at most 7 days from now");
        }

        Precision.Require(timeToLive, "ttl");
    }
}
