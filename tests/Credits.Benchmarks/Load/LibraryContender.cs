using Credits.DependencyInjection;
using Credits.Notifications;
using Credits.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace Credits.Benchmarks.Load;

/// <summary>The library as a host registers it, with everything on: operation ids, three grants in burn order, a soft and a hard limit, notices.</summary>
internal sealed class LibraryContender : IContender
{
    /// <summary>Preparing takes this many at once, so that durable stores write them in groups.</summary>
    private const int PreparedTogether = 1_024;

    private const long Plenty = 1_000_000_000_000;
    private readonly Actor _user = Actor.Member("u1", "Ada");
    private readonly Func<CreditsBuilder, CreditsBuilder> _useStore;
    private readonly StoreShape _shape;
    private readonly bool _isDurable;
    private readonly Func<ValueTask<long?>> _storedBytesAsync;
    private readonly OffsetClock _clock = new();
    private ServiceProvider? _provider;
    private bool _isMaintained;
    private ICredits _credits = null!;
    private WalletId[] _wallets = [];

    /// <summary>On a store.</summary>
    /// <param name="useStore">Names the store.</param>
    /// <param name="shape">What it holds before the load begins.</param>
    /// <param name="isDurable">Whether it is prepared once; otherwise each round begins with a new one.</param>
    /// <param name="storedBytesAsync">Measures it.</param>
    public LibraryContender(Func<CreditsBuilder, CreditsBuilder> useStore, StoreShape shape, bool isDurable, Func<ValueTask<long?>> storedBytesAsync)
    {
        _useStore = useStore;
        _shape = shape;
        _isDurable = isDurable;
        _storedBytesAsync = storedBytesAsync;
    }

    public async ValueTask PrepareAsync()
    {
        if (_provider is not null && _isDurable)
        {
            return;
        }

        await DisposeAsync();
        _wallets = [.. Enumerable.Range(0, _shape.Wallets).Select(n => new WalletId(StoreShape.Wallet(n)))];
        CreditsBuilder builder = new ServiceCollection().AddCredits()
            .AddPlan("daily", p => p.Allowance(1).EveryDay())
            .AddPlan("pro", p => p.Allowance(Plenty))
            .AddFeature("test-cases", f => f.PerUnit(1))
            .AddNotifier<NobodyIsTold>();
        if (_shape.DueWallets > 0)
        {
            builder.UseClock(_clock);
        }

        _provider = _useStore(builder).Services.BuildServiceProvider();
        _credits = _provider.GetRequiredService<ICredits>();
        await MaintainAsync(isOn: true);
        await FillAsync(_provider.GetRequiredService<ICreditsAdmin>());
    }

    /// <summary>Starts or stops the hosted services.</summary>
    public async ValueTask MaintainAsync(bool isOn)
    {
        if (_provider is null || _isMaintained == isOn)
        {
            return;
        }

        _isMaintained = isOn;
        foreach (IHostedService service in _provider.GetServices<IHostedService>())
        {
            await (isOn ? service.StartAsync(CancellationToken.None) : service.StopAsync(CancellationToken.None));
        }
    }

    /// <summary>How many wallets are due.</summary>
    public async ValueTask<int> CountDueAsync() =>
        (await _provider!.GetRequiredService<IStore>().FindDueAsync(_clock.GetCurrentInstant(), int.MaxValue, CancellationToken.None)).Count;

    public async ValueTask ConsumeAsync(int caller, int wallet, string operation)
    {
        CreditResult<Debit> result = await _credits.ConsumeAsync(_wallets[wallet], "test-cases", _user, 1, operation: operation);
        _ = result.GetValueOrThrow();
    }

    public async ValueTask ReserveAndCaptureAsync(int caller, int wallet, string operation, string captureOperation)
    {
        CreditResult<CreditReservation> reserved = await _credits.ReserveAsync(_wallets[wallet], "test-cases", _user, 5, operation: operation);
        CreditResult<CaptureReceipt> captured = await reserved.GetValueOrThrow().CaptureAsync(4, operation: captureOperation);
        _ = captured.GetValueOrThrow();
    }

    public ValueTask<long?> StoredBytesAsync() => _storedBytesAsync();

    public async ValueTask DisposeAsync()
    {
        if (_provider is null)
        {
            return;
        }

        await MaintainAsync(isOn: false);
        await _provider.DisposeAsync();
        _provider = null;
    }

    private static Task EachAsync(long count, Func<long, ValueTask> actAsync) => Task.WhenAll(Enumerable.Range(0, PreparedTogether).Select(first => Task.Run(async () =>
    {
        for (long number = first; number < count; number += PreparedTogether)
        {
            await actAsync(number);
        }
    })));

    private async Task FillAsync(ICreditsAdmin admin)
    {
        await EachAsync(_shape.OtherWallets, async n => (await admin.OpenWalletAsync(new($"other-{n}"), Actor.System, "pro")).GetValueOrThrow());
        await EachAsync(_shape.Wallets, n => OpenAsync(admin, _wallets[n]));
        await EachAsync(_shape.Rows, async n =>
            (await _credits.ConsumeAsync(_wallets[n % _shape.Wallets], "test-cases", _user, 1)).GetValueOrThrow());
        if (_shape.DueWallets > 0)
        {
            await EachAsync(_shape.DueWallets, async n => (await admin.OpenWalletAsync(new($"due-{n}"), Actor.System, "daily")).GetValueOrThrow());
            _clock.Advance(Duration.FromDays(1));
        }
    }

    private async ValueTask OpenAsync(ICreditsAdmin admin, WalletId wallet)
    {
        (await admin.OpenWalletAsync(wallet, Actor.System, "pro")).GetValueOrThrow();

        // Those beyond three burn last, in the order of their ids: they are there, and the load does not use them up.
        for (int more = StoreShape.FewestGrants; more < _shape.Grants; more++)
        {
            (await admin.GrantAsync(wallet, new(1, GrantKind.Promotional) { Priority = 200 }, Actor.System)).GetValueOrThrow();
        }

        (await admin.GrantAsync(wallet, new(Plenty, GrantKind.Promotional) { Priority = 50 }, Actor.System)).GetValueOrThrow();
        (await admin.PurchaseAsync(wallet, new(Plenty), Actor.System)).GetValueOrThrow();
        LimitPolicy limits = new("org") { Soft = [LimitThreshold.Percent(80)], Hard = LimitThreshold.Percent(90) };
        (await admin.SetLimitsAsync(wallet, [limits], Actor.System)).GetValueOrThrow();
    }

    private sealed class NobodyIsTold : INotifier
    {
        public ValueTask NotifyAsync(Notice notice, CancellationToken cancellationToken) => default;
    }
}
