using Credits.Storage;
using Credits.Testing;
using Credits.TopUps;
using Microsoft.Extensions.DependencyInjection;

namespace Credits.Tests.TopUps;

/// <summary>A process of a host with a payment provider; several of them may share a store.</summary>
internal sealed class TopUpHost(IStore store, ManualClock clock, ITopUpProvider provider, Action<CreditsOptions>? configure = null) : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddCredits(configure)
        .AddFeature("unit", f => f.PerUnit(1))
        .AddTopUpProvider(_ => provider)
        .UseClock(clock)
        .UseStore(_ => store)
        .Services.BuildServiceProvider();

    public ICredits Credits => _services.GetRequiredService<ICredits>();

    public ICreditsAdmin Admin => _services.GetRequiredService<ICreditsAdmin>();

    public ICreditsMaintenance Maintenance => _services.GetRequiredService<ICreditsMaintenance>();

    public async Task<TopUpStatus> StatusAsync() => (await Admin.GetTopUpAsync("acme", Actor.System)).Value;

    public async Task<CreditAmount> AvailableAsync() => (await Admin.GetBalanceAsync("acme", Actor.System)).Value.Available;

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
