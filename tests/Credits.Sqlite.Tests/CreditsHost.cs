using Credits.DependencyInjection;
using Credits.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Credits.Sqlite.Tests;

/// <summary>The library over a SQLite file, in virtual time.</summary>
internal sealed class CreditsHost : IAsyncDisposable
{
    public const string Feature = "test-cases";

    private readonly ServiceProvider _services;

    public CreditsHost(string connectionString, Action<SqliteStoreOptions>? configure = null, Action<CreditsBuilder>? add = null, int snapshotEvery = 500)
    {
        ServiceCollection services = new();
        CreditsBuilder builder = services.AddCredits(o => o.SnapshotEvery = snapshotEvery)
            .AddFeature(Feature, static f => f.PerUnit(1))
            .UseSqlite(connectionString, configure)
            .UseClock(Clock);
        add?.Invoke(builder);
        _services = services.BuildServiceProvider();
        Credits = _services.GetRequiredService<ICredits>();
        Admin = _services.GetRequiredService<ICreditsAdmin>();
        Store = _services.GetRequiredService<SqliteStore>();
    }

    public ManualClock Clock { get; } = new(Instant.FromUtc(2026, 1, 1, 0, 0));

    public ICredits Credits { get; }

    public ICreditsAdmin Admin { get; }

    public SqliteStore Store { get; }

    public Actor User { get; } = Actor.Member("ada", "Ada Lovelace");

    public async Task OpenAsync(WalletId wallet, CreditAmount amount)
    {
        (await Admin.OpenWalletAsync(wallet, Actor.System)).GetValueOrThrow();
        (await Admin.PurchaseAsync(wallet, new(amount), Actor.System)).GetValueOrThrow();
    }

    public async Task<Debit> ConsumeAsync(WalletId wallet, Quantity quantity, string? operation = null) =>
        (await Credits.ConsumeAsync(wallet, Feature, User, quantity, operation: operation)).GetValueOrThrow();

    /// <summary>Many consumes of 1, so many at a time.</summary>
    public Task ConsumeManyAsync(int count, int callers, Func<int, WalletId> wallet) => Task.WhenAll(Enumerable.Range(0, callers).Select(async caller =>
    {
        await Task.Yield();
        for (int i = caller; i < count; i += callers)
        {
            await ConsumeAsync(wallet(i), 1);
        }
    }));

    public async Task DeliverAsync() => await _services.GetRequiredService<ICreditsMaintenance>().DeliverNoticesAsync();

    public async Task<bool> IsCleanAsync(WalletId wallet) => (await Admin.VerifyAsync(wallet, Actor.System)).GetValueOrThrow().Faults.Count == 0;

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
