using Credits.Journal;
using Credits.Pricing;
using Credits.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Credits.Testing.Conformance;

/// <summary>
/// Writes genuine entries to try stores with: it runs real commands through the library, in memory, and writes down what they committed.
/// Every command happens a second after the one before. For one thread.
/// </summary>
internal sealed class WalletScript : IDisposable
{
    public const string Feature = "scan";

    public static readonly Instant Start = Instant.FromUtc(2026, 1, 1, 0, 0);

    private readonly ServiceProvider _services;
    private readonly Collector _collector = new();

    public WalletScript()
    {
        ServiceCollection services = new();
        services.AddSingleton<ICommitObserver>(_collector);
        services.AddCredits(static options => options.RunMaintenance = false)
            .AddPlan(new CreditPlan("pro") { Allowance = 50 })
            .AddPlan(new CreditPlan("team") { Allowance = 500 })
            .AddFeature(new CreditFeature(Feature, new UnitPrice(1)))
            .UseInMemory()
            .UseClock(Clock);
        _services = services.BuildServiceProvider();
        Credits = _services.GetRequiredService<ICredits>();
        Admin = _services.GetRequiredService<ICreditsAdmin>();
    }

    public ManualClock Clock { get; } = new(Start);

    public ICredits Credits { get; }

    public ICreditsAdmin Admin { get; }

    public Actor User { get; } = Actor.Member("ada", "Ada Lovelace");

    public void Dispose() => _services.Dispose();

    public JournalEntry[] EntriesOf(WalletId wallet) => [.. _collector.Entries.Where(e => e.Wallet == wallet).Select(e => e.Entry)];

    public async Task OpenAsync(WalletId wallet, string? operation = null) =>
        Done(await Admin.OpenWalletAsync(wallet, Actor.System, operation: operation).ConfigureAwait(false));

    public async Task PurchaseAsync(WalletId wallet, CreditAmount amount, string? operation = null) =>
        Done(await Admin.PurchaseAsync(wallet, new(amount), Actor.System, operation).ConfigureAwait(false));

    public async Task ConsumeAsync(WalletId wallet, Quantity quantity, string? operation = null) =>
        Done(await Credits.ConsumeAsync(wallet, Feature, User, quantity, operation: operation).ConfigureAwait(false));

    public async Task ReserveAsync(WalletId wallet, Quantity quantity, string operation, string? reservation = null) =>
        Done(await Credits.ReserveAsync(wallet, Feature, User, quantity, reservation, operation: operation).ConfigureAwait(false)).Detach();

    public async Task CaptureAsync(WalletId wallet, string reservation, Quantity quantity, string operation) =>
        Done(await Credits.CaptureAsync(wallet, reservation, User, quantity, operation: operation).ConfigureAwait(false));

    public async Task RefundAsync(WalletId wallet, string target, CreditAmount amount, string operation) =>
        Done(await Admin.RefundAsync(wallet, target, "asked for", Actor.System, amount, operation).ConfigureAwait(false));

    /// <summary>Passes on the value of an accepted command, and lets a second go by.</summary>
    public T Done<T>(CreditResult<T> result)
        where T : notnull
    {
        Clock.Advance(Duration.FromSeconds(1));
        return result.GetValueOrThrow();
    }

    /// <summary>Lets a second go by after a refusal.</summary>
    public void Refused<T>(CreditResult<T> result)
        where T : notnull
    {
        Clock.Advance(Duration.FromSeconds(1));
        if (result.IsAccepted)
        {
            throw new InvalidOperationException("The script expected a refusal.");
        }
    }

    private sealed class Collector : ICommitObserver
    {
        public List<(WalletId Wallet, JournalEntry Entry)> Entries { get; } = [];

        public void Committed(WalletId wallet, IReadOnlyList<JournalEntry> entries)
        {
            foreach (JournalEntry entry in entries)
            {
                Entries.Add((wallet, entry));
            }
        }
    }
}
