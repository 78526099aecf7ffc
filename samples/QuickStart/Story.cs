using Credits;
using NodaTime;

namespace QuickStart;

/// <summary>Two months of an organisation and its credits. Every number on the screen comes from an answer or a notice of the library.</summary>
internal sealed class Story(ICredits credits, ICreditsAdmin admin, ICreditsMaintenance maintenance, Screen screen, ManualClock clock)
{
    private static readonly Quantity SmallPage = Quantity.Of(("widthPixels", 1440), ("heightPixels", 900), ("elements", 80));
    private static readonly Quantity LargePage = Quantity.Of(("widthPixels", 1440), ("heightPixels", 9_000), ("elements", 400));

    private readonly WalletId _wallet = "acme";
    private readonly Actor _ada = Actor.Member("u1", "Ada");
    private readonly Actor _bob = Actor.Member("u2", "Bob");
    private readonly Actor _grace = Actor.Admin("boss", "Grace");

    public async Task TellAsync()
    {
        await BeginForFreeAsync();
        await CompareVisuallyAsync();
        await GenerateTestCasesAsync();
        await UpgradeAsync();
        await ReachTheLimitsAsync();
        await TurnTheMonthAsync();
        await RunOutAsync();
        await LookBackAsync();
    }

    private async Task BeginForFreeAsync()
    {
        screen.Heading("A free wallet");
        screen.Columns();
        await ShowAsync(_grace, "open on plan 'free'", await admin.OpenWalletAsync(_wallet, _grace, "free"), _ => "opened");
    }

    private async Task CompareVisuallyAsync()
    {
        screen.Heading("Visual comparisons, priced by the host's own function of the page");
        clock.Pass(Duration.FromMinutes(5));
        foreach ((string name, Quantity page) in new[] { ("small page", SmallPage), ("large page", LargePage) })
        {
            await ShowAsync(_ada, $"quote {name}", await credits.QuoteAsync(_wallet, "visual-comparison", _ada, page), q => $"{Screen.Number(q.Amount)} from {string.Join(", ", q.Allocations.Select(a => a.Grant))}");
            await ShowAsync(_ada, $"compare {name}", await credits.ConsumeAsync(_wallet, "visual-comparison", _ada, page), d => $"{Screen.Number(d.Amount)} taken");
        }
    }

    private async Task GenerateTestCasesAsync()
    {
        screen.Heading("Test cases: the most that may be needed is reserved, what was produced is captured");
        await GenerateAsync(_ada, produced: 4);
        clock.Pass(Duration.FromMinutes(10));
        await GenerateAsync(_ada, wanted: 2, produced: 2);
    }

    private async Task UpgradeAsync()
    {
        screen.Heading("Upgrade, with a notice at 80 % of the allowance and a stop at 90 %");
        clock.MoveTo(1, 6, 10);
        await ShowAsync(_grace, "change to plan 'pro'", await admin.ChangePlanAsync(_wallet, "pro", _grace), p => p.Effective == clock.Now ? "effective at once" : $"effective {p.Effective}");
        await LimitAsync(hardPercent: 90);
    }

    private async Task ReachTheLimitsAsync()
    {
        screen.Heading("The month's work reaches both limits");
        clock.MoveTo(1, 9, 14);
        await GenerateAsync(_bob, wanted: 200, produced: 200);
        clock.MoveTo(1, 15, 11);
        await GenerateAsync(_ada, wanted: 210, produced: 202);
        clock.MoveTo(1, 19, 16);
        await GenerateAsync(_bob, wanted: 35, produced: 35);
        clock.MoveTo(1, 20, 9);
        await GenerateAsync(_ada, wanted: 20, produced: 20, operation: "generate-20");

        screen.Heading("Resumed by raising the limit: the same operation is tried again");
        await LimitAsync(hardPercent: 95);
        await GenerateAsync(_ada, wanted: 20, produced: 20, operation: "generate-20");
        clock.MoveTo(1, 26, 9);
        await GenerateAsync(_bob, wanted: 40, produced: 40, operation: "generate-40");

        screen.Heading("Resumed by a purchase, which raises the limit by its amount");
        await PurchaseAsync(500, "invoice 2026-017");
        await GenerateAsync(_bob, wanted: 40, produced: 40, operation: "generate-40");
    }

    private async Task TurnTheMonthAsync()
    {
        screen.Heading("The month ends: plan credits begin anew, purchased and welcome credits stay");
        clock.MoveTo(1, 31, 23, 59);
        await ShowBalanceAsync();
        clock.MoveTo(2, 1, 0);
        await maintenance.AdvanceDueAsync();
        await maintenance.DeliverNoticesAsync();
        await ShowBalanceAsync();
    }

    private async Task RunOutAsync()
    {
        screen.Heading("Without limits a wallet can be used up; then debits are refused until credits are bought");
        clock.MoveTo(2, 2, 9);
        await ShowAsync(_grace, "remove the limits", await admin.SetLimitsAsync(_wallet, [], _grace), _ => "none in force");
        WalletBalance balance = (await admin.GetBalanceAsync(_wallet, _grace)).Value;
        Quote quote = (await credits.QuoteAsync(_wallet, "test-cases", _ada, quantity: 1)).Value;
        int affordable = (int)(balance.Available.ToDecimal() / quote.Amount.ToDecimal());
        await GenerateAsync(_ada, wanted: affordable, produced: affordable);
        clock.MoveTo(2, 3, 15);
        await ShowAsync(_bob, "compare large page, in part if need be", await credits.ConsumeAsync(_wallet, "visual-comparison", _bob, LargePage, allowPartial: true), d => $"{Screen.Number(d.Amount)} taken, {Screen.Number(d.Shortfall)} short");
        await ShowAsync(_bob, "compare small page", await credits.ConsumeAsync(_wallet, "visual-comparison", _bob, SmallPage, operation: "compare-1"), d => $"{Screen.Number(d.Amount)} taken");
        await PurchaseAsync(1_000, "invoice 2026-031");
        await ShowAsync(_bob, "compare small page", await credits.ConsumeAsync(_wallet, "visual-comparison", _bob, SmallPage, operation: "compare-1"), d => $"{Screen.Number(d.Amount)} taken");
    }

    private async Task LookBackAsync()
    {
        screen.Heading("The balance by kind");
        await ShowBalanceAsync();

        screen.Heading("The transactions: for administrators alone");
        await ShowAsync(_ada, "list transactions", await admin.GetTransactionsAsync(_wallet, _ada), page => $"{page.Rows.Count} rows");
        screen.Transactions((await admin.GetTransactionsAsync(_wallet, _grace, oldestFirst: true)).GetValueOrThrow().Rows);
    }

    /// <summary>Reserves, works, captures. Where the work throws, disposing the reservation gives the credits back.</summary>
    private async Task GenerateAsync(Actor by, int produced, int? wanted = null, string? operation = null)
    {
        CreditResult<CreditReservation> reserved = await credits.ReserveAsync(_wallet, "test-cases", by, wanted, operation: operation);
        await ShowAsync(by, wanted is null ? "reserve the default of test cases" : $"reserve {wanted} test cases", reserved, r => $"{Screen.Number(r.Amount)} reserved");
        if (!reserved.TryGetValue(out CreditReservation? granted))
        {
            return;
        }

        await using CreditReservation reservation = granted;
        clock.Pass(Duration.FromMinutes(2)); // The generator at work.
        await ShowAsync(by, $"capture the {produced} produced", await reservation.CaptureAsync(produced), c => $"{Screen.Number(c.Amount)} taken, {Screen.Number(c.Returned)} back");
    }

    private async Task LimitAsync(decimal hardPercent)
    {
        LimitPolicy limit = new("monthly") { Soft = [LimitThreshold.Percent(80)], Hard = LimitThreshold.Percent(hardPercent) };
        CreditResult<WalletTotals> set = await admin.SetLimitsAsync(_wallet, [limit], _grace);
        LimitStatus status = (await admin.GetLimitsAsync(_wallet, _grace)).Value.Single();
        await ShowAsync(_grace, $"set limits {string.Join(", ", status.Policy.Soft)} and {status.Policy.Hard}", set, _ => $"{Screen.Number(status.Soft[0])} and {Screen.Number(status.Hard!.Value)}, used {Screen.Number(status.Usage)}");
    }

    private async Task PurchaseAsync(CreditAmount amount, string note) =>
        await ShowAsync(_grace, $"purchase {Screen.Number(amount)}", await admin.PurchaseAsync(_wallet, new(amount) { Note = note }, _grace), _ => "bought");

    private async Task ShowBalanceAsync() => screen.Balance((await admin.GetBalanceAsync(_wallet, _grace)).GetValueOrThrow());

    private async Task ShowAsync<T>(Actor by, string asked, CreditResult<T> result, Func<T, string> say)
        where T : notnull
    {
        screen.Answer(clock.Now, by, asked, result, say);
        await maintenance.DeliverNoticesAsync();
    }
}
