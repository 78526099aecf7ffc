using System.Data.Common;
using System.Globalization;
using Credits.Domain;
using Credits.Notifications;
using NodaTime;

namespace Credits.Engine;

/// <summary>What administrators hold: checks a command's fields, sends it down the wallet's lane, and words the answer.</summary>
internal sealed partial class CreditsAdmin(LaneCache lanes, UsageReader usage, WalletReader wallets, TransactionReader transactions, Verifier verifier, ParkedNoticeReader parked)
    : ICreditsAdmin
{
    public ICreditsAdmin Enlist(DbTransaction transaction)
    {
        LaneCache inside = new HostTransaction(lanes.Context, transaction).Lanes;
        return new CreditsAdmin(inside, new(inside), new(inside), new(inside), new(inside), parked.Inside(inside));
    }

    public ValueTask<CreditResult<WalletTotals>> OpenWalletAsync(
        WalletId wallet, Actor by, string? plan = null, string? zone = null, string? operation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        operation = OperationId.Of(operation);
        Identifier.Optional(plan, nameof(plan));
        if (zone is not null && !DateTimeZoneProviders.Tzdb.Ids.Contains(zone))
        {
            throw new InvalidFieldException("zone", zone, "it is no IANA time zone that is known here, such as Europe/Berlin");
        }

        return lanes.SendAsync(wallet, new OpenWallet(by, plan, zone ?? OpenWallet.DefaultZone), operation, Answers.Totals, cancellationToken);
    }

    public ValueTask<CreditResult<GrantReceipt>> GrantAsync(
        WalletId wallet, GrantRequest request, Actor by, string? operation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(request);
        operation = OperationId.OfGrant(operation, request.Grant);
        RequireAmount(request.Amount);
        if (request.Kind is not (GrantKind.Complimentary or GrantKind.Promotional or GrantKind.Adjustment))
        {
            throw new InvalidFieldException("kind", request.Kind.ToString(), "grants are complimentary, promotional or adjustments; purchases have a method of their own");
        }

        Precision.Require(request.EffectiveAt, "effectiveAt");
        RequireExpiry(request.ExpiresAt, request.EffectiveAt);
        IssueGrant command = new(
            by,
            request.Kind,
            request.Amount,
            RequireGrantId(request.Grant),
            RequirePriority(request.Priority),
            request.EffectiveAt,
            request.ExpiresAt,
            Identifier.OptionalText(request.Note, "note"));
        return lanes.SendAsync(wallet, command, operation, Answers.Grant, cancellationToken);
    }

    public ValueTask<CreditResult<GrantReceipt>> PurchaseAsync(
        WalletId wallet, PurchaseRequest request, Actor by, string? operation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(request);
        operation = OperationId.OfGrant(operation, request.Grant);
        RequireAmount(request.Amount);
        RequireExpiry(request.ExpiresAt, null);
        IssueGrant command = new(
            by,
            GrantKind.Purchased,
            request.Amount,
            RequireGrantId(request.Grant),
            RequirePriority(request.Priority),
            null,
            request.ExpiresAt,
            Identifier.OptionalText(request.Note, "note"));
        return lanes.SendAsync(wallet, command, operation, Answers.Grant, cancellationToken);
    }

    public ValueTask<CreditResult<AmountReceipt>> VoidAsync(
        WalletId wallet, string grant, string reason, Actor by, CreditAmount? amount = null, string? operation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        operation = OperationId.Of(operation);
        Identifier.Require(grant, nameof(grant));
        RequireAmount(amount);
        Identifier.RequireText(reason, nameof(reason));
        return lanes.SendAsync(wallet, new VoidGrant(by, grant, amount, reason), operation, Answers.Voided, cancellationToken);
    }

    public ValueTask<CreditResult<AmountReceipt>> RefundAsync(
        WalletId wallet, string target, string reason, Actor by, CreditAmount? amount = null, string? operation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        operation = OperationId.Of(operation);
        Identifier.Require(target, nameof(target));
        RequireAmount(amount);
        Identifier.RequireText(reason, nameof(reason));
        return lanes.SendAsync(wallet, new Refund(by, target, amount, reason), operation, Answers.Refunded, cancellationToken);
    }

    public ValueTask<CreditResult<PlanReceipt>> ChangePlanAsync(
        WalletId wallet, string plan, Actor by, PlanChangeTiming when = PlanChangeTiming.Auto, string? operation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        operation = OperationId.Of(operation);
        Identifier.Require(plan, nameof(plan));
        RequireDefined(when);
        return lanes.SendAsync(wallet, new ChangePlan(by, plan, when), operation, Answers.Plan, cancellationToken);
    }

    public ValueTask<CreditResult<PlanReceipt>> CancelPlanAsync(
        WalletId wallet, Actor by, PlanCancelTiming when = PlanCancelTiming.PeriodEnd, string? operation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        operation = OperationId.Of(operation);
        RequireDefined(when);
        return lanes.SendAsync(wallet, new CancelPlan(by, when), operation, Answers.Plan, cancellationToken);
    }

    public ValueTask<CreditResult<WalletTotals>> SetLimitsAsync(
        WalletId wallet, IEnumerable<LimitPolicy> limits, Actor by, string? operation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(limits);
        operation = OperationId.Of(operation);
        LimitPolicy[] list = [.. limits];
        if (Array.Exists(list, static p => p is null))
        {
            throw new InvalidFieldException("limits", "null", "a policy of the list is missing");
        }

        foreach (IGrouping<string, LimitPolicy> same in list.GroupBy(p => p.Id, StringComparer.Ordinal))
        {
            if (same.Skip(1).Any())
            {
                throw new InvalidFieldException("limits", same.Key, "each policy of the list has an id of its own");
            }
        }

        return lanes.SendAsync(wallet, new SetLimits(by, list), operation, Answers.Totals, cancellationToken);
    }

    public ValueTask<CreditResult<WalletTotals>> SetAlertsAsync(
        WalletId wallet, AlertSettings alerts, Actor by, string? operation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(alerts);
        operation = OperationId.Of(operation);
        if (alerts.ExpiringLead is { } lead)
        {
            Precision.Require(lead, "expiringLead");
        }

        return lanes.SendAsync(wallet, new SetAlerts(by, alerts), operation, Answers.Totals, cancellationToken);
    }

    public ValueTask<CreditResult<AlertSettings>> GetAlertsAsync(WalletId wallet, Actor by, CancellationToken cancellationToken = default) =>
        lanes.ReadAsync(wallet, by, (state, _) => state.Alerts, administers: true, cancellationToken);

    public ValueTask<CreditResult<WalletBalance>> GetBalanceAsync(
        WalletId wallet, Actor by, Instant? asOf = null, CancellationToken cancellationToken = default) =>
        wallets.GetBalanceAsync(wallet, by, asOf, cancellationToken);

    public ValueTask<CreditResult<TransactionPage>> GetTransactionsAsync(
        WalletId wallet,
        Actor by,
        TransactionFilter? filter = null,
        int pageSize = 50,
        string? cursor = null,
        bool oldestFirst = false,
        CancellationToken cancellationToken = default) =>
        transactions.GetPageAsync(wallet, by, filter ?? TransactionFilter.All, pageSize, cursor, oldestFirst, cancellationToken);

    public ValueTask<CreditResult<long>> ExportTransactionsAsync(
        WalletId wallet,
        Actor by,
        TextWriter output,
        TransactionFilter? filter = null,
        bool oldestFirst = false,
        CancellationToken cancellationToken = default) =>
        transactions.ExportAsync(wallet, by, output, filter ?? TransactionFilter.All, oldestFirst, cancellationToken);

    public ValueTask<CreditResult<IReadOnlyList<UsageSum>>> GetUsageAsync(
        WalletId wallet, Actor by, UsageGrouping grouping, Instant? from = null, Instant? to = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        return usage.SumAsync(wallet, by, by.Administers ? null : by.Id, grouping, from, to, cancellationToken);
    }

    public ValueTask<CreditResult<Forecast>> GetForecastAsync(WalletId wallet, Actor by, int days = 28, CancellationToken cancellationToken = default) =>
        wallets.GetForecastAsync(wallet, by, days, usage, cancellationToken);

    public ValueTask<CreditResult<IReadOnlyList<CreditGrant>>> GetGrantsAsync(WalletId wallet, Actor by, CancellationToken cancellationToken = default) =>
        lanes.ReadAsync(wallet, by, (state, _) => Views.Grants(state), administers: true, cancellationToken);

    public ValueTask<CreditResult<IReadOnlyList<ReservationStatus>>> GetReservationsAsync(WalletId wallet, Actor by, CancellationToken cancellationToken = default) =>
        lanes.ReadAsync(wallet, by, (state, _) => Views.Reservations(state), administers: true, cancellationToken);

    public ValueTask<CreditResult<IReadOnlyList<LimitStatus>>> GetLimitsAsync(WalletId wallet, Actor by, CancellationToken cancellationToken = default) =>
        lanes.ReadAsync(wallet, by, Views.Limits, administers: true, cancellationToken);

    public ValueTask<CreditResult<TransactionExplanation>> ExplainAsync(
        WalletId wallet, long sequence, Actor by, CancellationToken cancellationToken = default) =>
        transactions.ExplainAsync(wallet, sequence, by, cancellationToken);

    public ValueTask<CreditResult<VerificationReport>> VerifyAsync(WalletId wallet, Actor by, CancellationToken cancellationToken = default) =>
        verifier.VerifyAsync(wallet, by, cancellationToken);

    public ValueTask<CreditResult<IReadOnlyList<ParkedNotice>>> GetParkedNoticesAsync(WalletId wallet, Actor by, CancellationToken cancellationToken = default) =>
        parked.ListAsync(wallet, by, cancellationToken);

    public ValueTask<CreditResult<int>> ResendNoticesAsync(
        WalletId wallet, Actor by, long? number = null, string? channel = null, CancellationToken cancellationToken = default) =>
        parked.ResendAsync(wallet, by, number, channel, cancellationToken);

    private static void RequireAmount(CreditAmount? amount)
    {
        if (amount <= CreditAmount.Zero)
        {
            throw new InvalidFieldException("amount", amount.Value.ToString(), "an amount is more than 0");
        }
    }

    private static int RequirePriority(int priority) => priority is >= 0 and <= 255
        ? priority
        : throw new InvalidFieldException("priority", priority.ToString(CultureInfo.InvariantCulture), "priorities are 0 to 255");

    private static string? RequireGrantId(string? grant)
    {
        Identifier.Optional(grant, "grant");
        return grant is not null && (GrantTerms.HasLibraryForm(grant) || TopUpAttempt.HasForm(grant))
            ? throw new InvalidFieldException("grant", grant, "ids of this form are given to grants by the library")
            : grant;
    }

    private static void RequireExpiry(Instant? expiresAt, Instant? effectiveAt)
    {
        Precision.Require(expiresAt, "expiresAt");
        if (expiresAt <= effectiveAt)
        {
            throw new InvalidFieldException("expiresAt", expiresAt.Value.ToString(), "a grant expires after it becomes effective");
        }
    }

    private static void RequireDefined<TEnum>(TEnum when)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(when))
        {
            throw new InvalidFieldException("when", when.ToString(), $"it is one of {string.Join(", ", WireNames.All<TEnum>())}");
        }
    }
}
