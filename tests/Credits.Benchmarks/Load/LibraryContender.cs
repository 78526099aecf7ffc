using Credits.Engine;
using Credits.Pricing;
using Credits.Storage;
using NodaTime;

namespace Credits.Benchmarks.Load;

/// <summary>The library with everything on: operation ids, three grants in burn order, a soft and a hard limit, notices.</summary>
internal sealed class LibraryContender : IContender
{
    private const long Plenty = 1_000_000_000_000;
    private readonly Actor _user = Actor.Member("u1", "Ada");
    private readonly LaneCache _lanes;
    private readonly CreditsAdmin _admin;
    private WalletId[] _wallets = [];

    public LibraryContender(IStore store, int wallets)
    {
        CreditCatalog catalog = new(
            [new CreditPlan("pro") { Allowance = Plenty }],
            [new CreditFeature("test-cases", new UnitPrice(1))]);
        CreditsOptions options = new() { MaxCachedWallets = Math.Max(10_000, wallets * 2) };
        _lanes = new(new(store, catalog, SystemClock.Instance, options, []));
        UsageReader usage = new(_lanes);
        Credits = new CreditsClient(_lanes, usage);
        _admin = new(_lanes, usage, new(_lanes), new(_lanes), new(_lanes));
    }

    public ICredits Credits { get; }

    public async ValueTask PrepareAsync(string[] wallets)
    {
        _wallets = [.. wallets.Select(w => new WalletId(w))];
        foreach (WalletId wallet in _wallets)
        {
            await _admin.OpenWalletAsync(wallet, Actor.System, "pro");
            await _admin.GrantAsync(wallet, new(Plenty, GrantKind.Promotional) { Priority = 50 }, Actor.System);
            await _admin.PurchaseAsync(wallet, new(Plenty), Actor.System);
            await _admin.SetLimitsAsync(
                wallet,
                [new LimitPolicy("org") { Soft = [LimitThreshold.Percent(80)], Hard = LimitThreshold.Percent(90) }],
                Actor.System);
        }
    }

    public async ValueTask ConsumeAsync(int wallet, string operation)
    {
        CreditResult<Debit> result = await Credits.ConsumeAsync(_wallets[wallet], "test-cases", _user, 1, operation: operation);
        _ = result.GetValueOrThrow();
    }

    public async ValueTask ReserveAndCaptureAsync(int wallet, string operation)
    {
        CreditResult<CreditReservation> reserved = await Credits.ReserveAsync(_wallets[wallet], "test-cases", _user, 5, operation: operation);
        CreditResult<CaptureReceipt> captured = await reserved.GetValueOrThrow().CaptureAsync(4, operation: operation + "-capture");
        _ = captured.GetValueOrThrow();
    }
}
