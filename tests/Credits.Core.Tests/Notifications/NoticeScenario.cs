using Credits.DependencyInjection;
using Credits.Notifications;
using Credits.Storage;
using Credits.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Credits.Tests.Notifications;

/// <summary>Two notifiers, and wallets whose credits run out, so that there are notices.</summary>
public abstract class NoticeScenario : IAsyncDisposable
{
    private readonly InMemoryStore _store = new();
    private readonly ServiceProvider _provider;

    protected NoticeScenario() => _provider = Start((Mail, "mail"), (Hook, "hook"));

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected ManualClock Clock { get; } = new(Instant.FromUtc(2026, 1, 5, 9, 0));

    protected RecordingNotifier Mail { get; } = new();

    protected RecordingNotifier Hook { get; } = new();

    protected ICreditsAdmin Admin => _provider.GetRequiredService<ICreditsAdmin>();

    protected ICreditsOutbox Outbox => _provider.GetRequiredService<ICreditsOutbox>();

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task DeliverAsync() => await _provider.GetRequiredService<ICreditsMaintenance>().DeliverNoticesAsync(Cancellation);

    protected async Task ExhaustAsync(string wallet, bool again = false)
    {
        if (again)
        {
            await Admin.PurchaseAsync(wallet, new(100), Actor.System, cancellationToken: Cancellation);
        }
        else
        {
            await Admin.OpenWalletAsync(wallet, Actor.System, "free", cancellationToken: Cancellation);
        }

        (await _provider.GetRequiredService<ICredits>().ConsumeAsync(wallet, "chat", Actor.Member("ada"), 100, cancellationToken: Cancellation)).GetValueOrThrow();
    }

    protected ServiceProvider Start(params (INotifier Notifier, string Name)[] notifiers)
    {
        CreditsBuilder builder = new ServiceCollection()
            .AddCredits(o =>
            {
                o.NoticeAttempts = 3;
                o.NoticeRetryJitterPercent = 0;
                o.NoticeTimeout = TimeSpan.FromSeconds(10);
            })
            .AddPlan("free", p => p.Welcome(100))
            .AddFeature("chat", f => f.PerUnit(1))
            .UseClock(Clock)
            .UseStore(_ => new Unowned(_store));
        foreach ((INotifier notifier, string name) in notifiers)
        {
            builder.AddNotifier(_ => notifier, name);
        }

        return builder.Services.BuildServiceProvider();
    }

    private sealed class Unowned(IStore inner) : DelegatingStore(inner);
}
