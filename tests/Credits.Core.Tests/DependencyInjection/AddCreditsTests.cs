using Credits.Notifications;
using Credits.Pricing;
using Credits.Storage;
using Credits.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;
using static Credits.Tests.DependencyInjection.Compositions;

namespace Credits.Tests.DependencyInjection;

public sealed class AddCreditsTests
{
    private static readonly Actor Ada = Actor.Member("ada");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_without_logging_can_open_a_wallet_and_spend()
    {
        await using ServiceProvider provider = Provider(b => b
            .AddPlan("free", p => p.Welcome(1_000))
            .AddFeature("test-cases", f => f.PerUnit(10).DefaultQuantity(5))
            .UseInMemory());
        await provider.GetRequiredService<ICreditsAdmin>().OpenWalletAsync("acme", Actor.System, "free", cancellationToken: Cancellation);
        ICredits credits = provider.GetRequiredService<ICredits>();

        CreditResult<CreditReservation> reserved = await credits.ReserveAsync("acme", "test-cases", Ada, cancellationToken: Cancellation);
        await using (CreditReservation reservation = reserved.GetValueOrThrow())
        {
            CreditResult<CaptureReceipt> captured = await reservation.CaptureAsync(4, cancellationToken: Cancellation);

            captured.Value.Returned.Should().Be((CreditAmount)10);
            captured.Totals!.Value.Available.Should().Be((CreditAmount)960);
        }
    }

    [Fact]
    public void Everything_is_a_singleton()
    {
        using ServiceProvider provider = Provider(b => b.UseInMemory());

        foreach (Type service in (Type[])[typeof(ICredits), typeof(ICreditsAdmin), typeof(ICreditsMaintenance), typeof(CreditCatalog), typeof(IStore), typeof(IClock)])
        {
            using IServiceScope scope = provider.CreateScope();
            scope.ServiceProvider.GetRequiredService(service).Should().BeSameAs(provider.GetRequiredService(service));
        }
    }

    [Fact]
    public void The_clock_is_the_systems_by_default()
    {
        using ServiceProvider provider = Provider(b => b.UseInMemory());

        provider.GetRequiredService<IClock>().Should().BeSameAs(SystemClock.Instance);
    }

    [Fact]
    public void A_clock_of_the_hosts_is_kept()
    {
        ManualClock clock = new(Instant.FromUtc(2026, 1, 5, 9, 0));
        using ServiceProvider provider = new ServiceCollection().AddSingleton<IClock>(clock).AddCredits().UseInMemory().Services.BuildServiceProvider();

        provider.GetRequiredService<IClock>().Should().BeSameAs(clock);
    }

    [Fact]
    public async Task UseClock_replaces_any_other_clock()
    {
        ManualClock clock = new(Instant.FromUtc(2026, 1, 5, 9, 0));
        await using ServiceProvider provider = new ServiceCollection()
            .AddSingleton<IClock>(new ManualClock(Instant.FromUtc(2025, 1, 1, 0, 0)))
            .AddCredits().UseInMemory().UseClock(clock).Services.BuildServiceProvider();
        ICreditsAdmin admin = provider.GetRequiredService<ICreditsAdmin>();
        clock.Advance(Duration.FromDays(100));

        await admin.OpenWalletAsync("acme", Actor.System, cancellationToken: Cancellation);

        provider.GetServices<IClock>().Should().ContainSingle();
        (await admin.GetBalanceAsync("acme", Actor.System, cancellationToken: Cancellation)).Value.At.Should().Be(clock.GetCurrentInstant());
    }

    [Fact]
    public void Calling_it_twice_adds_to_the_first_and_doubles_no_service()
    {
        ServiceCollection services = new();
        services.AddCredits(o => o.MaxBatch = 7).AddPlan("free", p => p.Welcome(1_000)).UseInMemory();
        int before = services.Count;

        services.AddCredits(o => o.SnapshotEvery = 9).AddPlan("pro", p => p.Allowance(5_000));

        services.Skip(before).Should().OnlyContain(s => s.ServiceType == typeof(IConfigureOptions<CreditsOptions>));
        using ServiceProvider provider = services.BuildServiceProvider();
        provider.GetRequiredService<CreditCatalog>().Plans.Select(p => p.Code).Should().Equal("free", "pro");
        provider.GetRequiredService<IOptions<CreditsOptions>>().Value.Should().BeEquivalentTo(new { MaxBatch = 7, SnapshotEvery = 9 });
        provider.GetServices<IHostedService>().Should().ContainSingle();
    }

    [Fact]
    public void Of_two_stores_the_last_is_used()
    {
        InMemoryStore last = new();
        using ServiceProvider provider = Provider(b => b.UseInMemory().UseStore(_ => last));

        provider.GetServices<IStore>().Should().Equal(last);
    }

    [Fact]
    public void A_store_that_the_host_registered_itself_is_used()
    {
        InMemoryStore store = new();
        using ServiceProvider provider = new ServiceCollection().AddSingleton<IStore>(store).AddCredits().Services.BuildServiceProvider();

        provider.GetRequiredService<ICredits>().Should().NotBeNull();
        provider.GetRequiredService<IStore>().Should().BeSameAs(store);
    }

    [Fact]
    public void A_notifier_or_observer_added_twice_by_type_is_there_once()
    {
        using ServiceProvider provider = Provider(b => b
            .UseInMemory()
            .AddNotifier<Silence>().AddNotifier<Silence>()
            .AddCommitObserver<Silence>().AddCommitObserver<Silence>());

        provider.GetServices<INotifier>().Should().ContainSingle();
        provider.GetServices<ICommitObserver>().Should().ContainSingle();
    }

    [Fact]
    public async Task A_commit_observer_hears_of_commits()
    {
        Silence observer = new();
        await using ServiceProvider provider = Provider(b => b.UseInMemory().Services.AddSingleton<ICommitObserver>(observer));

        await provider.GetRequiredService<ICreditsAdmin>().OpenWalletAsync("acme", Actor.System, cancellationToken: Cancellation);

        observer.Entries.Should().Be(1);
    }

    [Fact]
    public void A_fake_registered_before_is_left_in_place()
    {
        using ServiceProvider real = Provider(b => b.UseInMemory());
        ICredits fake = real.GetRequiredService<ICredits>();

        using ServiceProvider provider = new ServiceCollection().AddSingleton(fake).AddCredits().UseInMemory().Services.BuildServiceProvider();

        provider.GetRequiredService<ICredits>().Should().BeSameAs(fake);
    }

    private sealed class Silence : INotifier, ICommitObserver
    {
        public int Entries { get; private set; }

        public void Committed(WalletId wallet, IReadOnlyList<Credits.Journal.JournalEntry> entries) => Entries += entries.Count;

        public ValueTask NotifyAsync(Notice notice, CancellationToken cancellationToken) => default;
    }
}
