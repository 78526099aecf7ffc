using System.Globalization;
using Credits.Diagnostics;
using Credits.Engine;
using Credits.Journal;
using Credits.Notifications;
using Credits.Pricing;
using Credits.Storage;
using Credits.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Text;

namespace Credits.Tests;

/// <summary>
/// One wallet, 'acme', in virtual time: a base for tests that read as scenarios. Every verb wants to be accepted; what should be
/// refused is wrapped in <see cref="Refused(Task)"/>. After each test the wallet's journal must verify, its rows must sum up, and every grant
/// must be conserved.
/// </summary>
public abstract class Scenario : IAsyncDisposable
{
    /// <summary>When every scenario begins: a Monday.</summary>
    protected const string Start = "2026-01-05T09:00Z";

    protected static readonly Actor Ada = Actor.Member("u1", "Ada");
    protected static readonly Actor Linus = Actor.Member("u2", "Linus");
    protected static readonly Actor Grace = Actor.Admin("boss", "Grace");
    protected static readonly WalletId Acme = new("acme");

    private Parts? _parts;

    private protected Scenario()
    {
        Clock = new(Instant(Start));
        Catalog = new(UsualPlans, UsualFeatures);
    }

    protected ManualClock Clock { get; }

    protected IStore Store { get; set; } = new InMemoryStore();

    /// <summary>The host's catalogue. Another one is another deployment of the host on the same store.</summary>
    protected CreditCatalog Catalog
    {
        get;
        set
        {
            field = value;
            _parts = null;
        }
    }

    protected ICredits Credits => Engine.Client;

    protected ICreditsAdmin Admin => Engine.Admin;

    protected ICreditsMaintenance Maintenance => Engine.Maintenance;

    protected static IReadOnlyList<CreditPlan> UsualPlans { get; } =
        [new("free") { Welcome = 1_000 }, new("pro") { Allowance = 5_000 }, new("max") { Allowance = 8_000 }];

    protected static IReadOnlyList<CreditFeature> UsualFeatures { get; } =
    [
        new("unit", new UnitPrice(1)),
        new("other", new UnitPrice(1)),
        new("metered", new UnitPrice(1)) { Overage = OverageMode.Charge },
        new("gratis", new UnitPrice(0)),
        new("test-cases", new UnitPrice(10)) { DefaultQuantity = 5 },
        new("tokens", new RatesPrice([new("inputTokens", 0.001m), new("outputTokens", 0.003m)])),
        new("visual", new TieredPrice([new(1, 2), new(3, 5)])),
    ];

    private Parts Engine => _parts ??= new(Store, Catalog, Clock);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        CreditResult<VerificationReport> verified = await Admin.VerifyAsync(Acme, Actor.System);
        if (verified.Refusal?.Code == RefusalCode.WalletNotFound)
        {
            return;
        }

        verified.Value.Faults.Should().BeEmpty("whatever happened, the journal is whole");
        CreditAmount sum = CreditAmount.Zero;
        foreach (Transaction row in await Rows())
        {
            sum += row.Type == TransactionType.Credit ? row.Amount : -row.Amount;
            row.Balance.Should().Be(sum, "the running sum of the rows is the available balance at row {0}", row.Sequence);
        }

        (await Balance()).Available.Should().Be(sum, "the running sum of the rows is the available balance");
        foreach (CreditGrant grant in (await Admin.GetGrantsAsync(Acme, Actor.System)).Value)
        {
            (grant.Remaining + grant.Reserved + grant.Consumed + grant.Expired + grant.Voided).Should().Be(grant.Amount, "grant {0} is conserved", grant.Id);
        }
    }

    // ---- time and catalogue

    /// <summary>Reads <c>2026-01-05</c>, <c>2026-01-05T09:00Z</c> or <c>2026-01-05T09:00:00.000001Z</c>.</summary>
    protected static Instant Instant(string text) =>
        NodaTime.Instant.FromDateTimeOffset(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));

    protected static Instant? Instant(string? text, bool optional) => text is null && optional ? null : Instant(text!);

    protected static string Text(Instant at) => InstantPattern.ExtendedIso.Format(at);

    protected static Duration Hours(double hours) => Duration.FromHours(hours);

    protected static Duration Days(int days) => Duration.FromDays(days);

    /// <summary>Sets the clock.</summary>
    protected void At(string instant) => Clock.Set(Instant(instant));

    /// <summary>A catalogue of these plans, and of the usual features.</summary>
    protected void Plans(params CreditPlan[] plans) => Catalog = new(plans, Catalog.Features, Catalog.ReissueGrace);

    /// <summary>A catalogue of these features, and of the plans so far.</summary>
    protected void Features(params CreditFeature[] features) => Catalog = new(Catalog.Plans, features, Catalog.ReissueGrace);

    /// <summary>A catalogue whose returns to ended grants are issued again.</summary>
    protected void Reissue(Duration grace) => Catalog = new(Catalog.Plans, Catalog.Features, grace);

    /// <summary>Another process takes over: nothing is known but what the store has.</summary>
    protected void Restart() => _parts = null;

    // ---- what administrators do

    protected async Task<CreditResult<WalletTotals>> Open(string? plan = null, string? zone = null, Actor? by = null, string? operation = null) =>
        Accepted(await Admin.OpenWalletAsync(Acme, by ?? Grace, plan, zone, operation));

    protected async Task<CreditResult<GrantReceipt>> Grant(
        string? id,
        CreditAmount amount,
        GrantKind kind = GrantKind.Promotional,
        int priority = 100,
        string? from = null,
        string? until = null,
        string? note = null,
        Actor? by = null,
        string? operation = null)
    {
        GrantRequest request = new(amount, kind)
        {
            Grant = id,
            Priority = priority,
            EffectiveAt = Instant(from, optional: true),
            ExpiresAt = Instant(until, optional: true),
            Note = note,
        };
        return Accepted(await Admin.GrantAsync(Acme, request, by ?? Grace, operation));
    }

    protected async Task<CreditResult<GrantReceipt>> Purchase(
        string? id, CreditAmount amount, int priority = 100, string? until = null, string? note = null, Actor? by = null, string? operation = null)
    {
        PurchaseRequest request = new(amount) { Grant = id, Priority = priority, ExpiresAt = Instant(until, optional: true), Note = note };
        return Accepted(await Admin.PurchaseAsync(Acme, request, by ?? Grace, operation));
    }

    protected async Task<CreditResult<AmountReceipt>> Void(
        string grant, CreditAmount? amount = null, string reason = "mistake", Actor? by = null, string? operation = null) =>
        Accepted(await Admin.VoidAsync(Acme, grant, reason, by ?? Grace, amount, operation));

    protected async Task<CreditResult<PlanReceipt>> Change(
        string plan, PlanChangeTiming when = PlanChangeTiming.Auto, Actor? by = null, string? operation = null) =>
        Accepted(await Admin.ChangePlanAsync(Acme, plan, by ?? Grace, when, operation));

    protected async Task<CreditResult<PlanReceipt>> Cancel(
        PlanCancelTiming when = PlanCancelTiming.PeriodEnd, Actor? by = null, string? operation = null) =>
        Accepted(await Admin.CancelPlanAsync(Acme, by ?? Grace, when, operation));

    protected async Task<CreditResult<WalletTotals>> Limits(params LimitPolicy[] limits) =>
        Accepted(await Admin.SetLimitsAsync(Acme, limits, Grace));

    protected async Task<CreditResult<WalletTotals>> LowBalance(params LimitThreshold[] thresholds) =>
        Accepted(await Admin.SetAlertsAsync(Acme, new() { LowBalance = thresholds }, Grace));

    protected async Task<CreditResult<WalletTotals>> WarnBeforeExpiry(Duration? lead) =>
        Accepted(await Admin.SetAlertsAsync(Acme, new() { ExpiringLead = lead }, Grace));

    protected async Task<CreditResult<AmountReceipt>> Refund(
        string target, CreditAmount? amount = null, string reason = "failed run", Actor? by = null, string? operation = null) =>
        Accepted(await Admin.RefundAsync(Acme, target, reason, by ?? Grace, amount, operation));

    // ---- what features do

    protected async Task<CreditResult<Quote>> Quote(Quantity? quantity = null, string feature = "unit", Actor? by = null) =>
        Accepted(await Credits.QuoteAsync(Acme, feature, by ?? Ada, quantity));

    protected async Task<CreditResult<Debit>> Consume(
        Quantity? quantity = null, string feature = "unit", Actor? by = null, bool partial = false, string? operation = null) =>
        Accepted(await Credits.ConsumeAsync(Acme, feature, by ?? Ada, quantity, partial, operation));

    protected async Task<CreditResult<CreditReservation>> Reserve(
        string? id, Quantity? quantity = null, string feature = "unit", Duration? life = null, Actor? by = null, string? operation = null) =>
        Accepted(await Credits.ReserveAsync(Acme, feature, by ?? Ada, quantity, id, life, operation));

    protected async Task<CreditResult<ExtensionReceipt>> Extend(string id, Duration life, Actor? by = null, string? operation = null) =>
        Accepted(await Credits.ExtendAsync(Acme, id, life, by ?? Ada, operation));

    protected async Task<CreditResult<CaptureReceipt>> Capture(
        string id, Quantity? quantity = null, bool partial = false, Actor? by = null, string? operation = null) =>
        Accepted(await Credits.CaptureAsync(Acme, id, by ?? Ada, quantity, partial, operation));

    protected async Task<CreditResult<ReleaseReceipt>> Release(string id, Actor? by = null, string? operation = null) =>
        Accepted(await Credits.ReleaseAsync(Acme, id, by ?? Ada, operation));

    // ---- what one sees

    protected async Task<WalletBalance> Balance(string? asOf = null) =>
        Accepted(await Admin.GetBalanceAsync(Acme, Actor.System, Instant(asOf, optional: true))).Value;

    /// <summary>Available credits, and behind a plus what is reserved where anything is: <c>950+50</c>.</summary>
    protected async Task<string> Holds(string? asOf = null)
    {
        WalletBalance balance = await Balance(asOf);
        return balance.Reserved == CreditAmount.Zero ? $"{balance.Available}" : $"{balance.Available}+{balance.Reserved}";
    }

    protected async Task<IReadOnlyList<Transaction>> Rows(TransactionFilter? filter = null, bool oldestFirst = true)
    {
        List<Transaction> rows = [];
        string? cursor = null;
        do
        {
            TransactionPage page = Accepted(await Admin.GetTransactionsAsync(Acme, Actor.System, filter, 1_000, cursor, oldestFirst)).Value;
            rows.AddRange(page.Rows);
            cursor = page.Next;
        }
        while (cursor is not null);
        return rows;
    }

    protected async Task<Transaction> LastRow() => (await Rows())[^1];

    /// <summary>The rows in short, oldest first: <c>-50 consumed [plan-0000000001 50]</c>.</summary>
    protected async Task<IReadOnlyList<string>> Ledger(int after = 0) => [.. (await Rows()).Skip(after).Select(Short)];

    /// <summary>The same with instants: <c>2026-01-05T09:00:00Z +1000 grant_issued free-0000000001</c>.</summary>
    protected async Task<IReadOnlyList<string>> TimedLedger(int after = 0) => [.. (await Rows()).Skip(after).Select(r => $"{Text(r.At)} {Short(r)}")];

    /// <summary>All notices committed so far, read from the journal as it is: nothing is advanced.</summary>
    protected async Task<IReadOnlyList<Notice>> Notices()
    {
        List<Notice> notices = [];
        await foreach (JournalEntry entry in Store.ReadAsync(Acme, JournalRange.All, CancellationToken.None))
        {
            notices.AddRange(entry.Notices);
        }

        return notices;
    }

    /// <summary>The notices in short.</summary>
    protected async Task<IReadOnlyList<string>> Told(int after = 0) => [.. (await Notices()).Skip(after).Select(Short)];

    protected async Task<IReadOnlyList<string>> TimedTold(int after = 0) => [.. (await Notices()).Skip(after).Select(n => $"{Text(n.At)} {Short(n)}")];

    protected async Task<IReadOnlyList<CreditGrant>> Lots() => Accepted(await Admin.GetGrantsAsync(Acme, Actor.System)).Value;

    protected async Task<CreditGrant> Lot(string id) => (await Lots()).Single(g => g.Id == id);

    /// <summary>What became of a grant: <c>100 = 30 remaining + 70 consumed</c>.</summary>
    protected async Task<string> Fate(string id)
    {
        CreditGrant lot = await Lot(id);
        (CreditAmount Part, string Name)[] parts =
        [
            (lot.Remaining, "remaining"), (lot.Reserved, "reserved"), (lot.Consumed, "consumed"), (lot.Expired, "expired"), (lot.Voided, "voided"),
        ];
        return $"{lot.Amount} = {string.Join(" + ", parts.Where(p => p.Part != CreditAmount.Zero).Select(p => $"{p.Part} {p.Name}"))}";
    }

    protected async Task<IReadOnlyList<string>> Usage(UsageGrouping by, string? from = null, string? to = null, Actor? asking = null) =>
        [.. Accepted(await Admin.GetUsageAsync(Acme, asking ?? Grace, by, Instant(from, optional: true), Instant(to, optional: true))).Value.Select(u => $"{u.Key} {u.Amount}")];

    // ---- what should not be

    /// <summary>The refusal of a verb that must be refused.</summary>
    protected static async Task<Refusal> Refused(Task verb)
    {
        ArgumentNullException.ThrowIfNull(verb);
        return (await verb.Awaiting(v => v).Should().ThrowAsync<CreditsRefusedException>()).Which.Refusal;
    }

    protected static async Task Refused(Task verb, RefusalCode code) => (await Refused(verb)).Code.Should().Be(code);

    /// <summary>The complaint about a verb that can never be right.</summary>
    protected static async Task<ArgumentException> Invalid(Task verb, string field)
    {
        ArgumentNullException.ThrowIfNull(verb);
        ArgumentException complaint = (await verb.Awaiting(v => v).Should().ThrowAsync<ArgumentException>()).Which;
        complaint.ParamName.Should().Be(field);
        complaint.Message.Should().Contain(field).And.Contain("'", "the value is shown in quotes");
        return complaint;
    }

    private static CreditResult<T> Accepted<T>(CreditResult<T> result)
        where T : notnull
    {
        result.GetValueOrThrow();
        return result;
    }

    private static string Short(Transaction row)
    {
        string lots = row.Allocations.Count == 0 ? "" : $" [{string.Join(", ", row.Allocations.Select(a => $"{a.Grant} {a.Amount}"))}]";
        string grant = row.Grant is null ? "" : $" {row.Grant}";
        return $"{(row.Type == TransactionType.Credit ? '+' : '-')}{row.Amount} {WireNames.Of(row.Kind)}{grant}{lots}";
    }

    private static string Short(Notice notice) => WireNames.Of(notice.Kind) + notice switch
    {
        LimitReached n => $" {n.Policy}{(n.User is null ? "" : $" user {n.User}")}{(n.Feature is null ? "" : $" feature {n.Feature}")} {n.Threshold} at {n.Usage}",
        CreditsInsufficient n => $" {n.Available} for {n.Requested}",
        LowBalance n => $" {n.Available} below {n.Threshold}",
        CreditsExpiring n => $" {n.Grant} {n.Amount} until {Text(n.ExpiresAt)}",
        ReservationExpired n => $" {n.Reservation} {n.Amount}",
        PlanReset n => $" {n.Plan}",
        TopUpRequested n => $" {n.Amount}{(n.StartedAt == n.At ? "" : " again")}",
        TopUpSuspended n => $" after {n.Failures}{(n.Reason is null ? "" : $": {n.Reason}")}",
        _ => "",
    };

    /// <summary>The library composed by hand, as AddCredits composes it.</summary>
    private sealed class Parts
    {
        public Parts(IStore store, CreditCatalog catalog, IClock clock)
        {
            // Snapshots as often as can be, so that a restart reads them.
            LaneCache lanes = new(new(store, catalog, clock, new() { SnapshotEvery = 1 }, []));
            UsageReader usage = new(lanes);
            Client = new CreditsClient(lanes, usage);
            CreditsMetrics metrics = new();
            StoreWatch watch = new(store, metrics);
            Admin = new CreditsAdmin(lanes, usage, new(lanes), new(lanes), new(lanes), new(lanes, watch));
            Maintenance = new Maintenance(
                new(lanes, watch, metrics, NullLogger<Sweeper>.Instance), new([], lanes.Context, watch, metrics, NullLogger<NoticePump>.Instance));
        }

        public ICredits Client { get; }

        public ICreditsAdmin Admin { get; }

        public ICreditsMaintenance Maintenance { get; }
    }
}
