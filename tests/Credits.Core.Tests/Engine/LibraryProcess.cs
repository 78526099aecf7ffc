using Credits.Engine;
using Credits.Pricing;
using Credits.Storage;
using NodaTime;

namespace Credits.Tests.Engine;

/// <summary>A process with the library in it. Several of them on one store are what a host with several machines runs.</summary>
internal sealed class LibraryProcess
{
    public LibraryProcess(IStore store, IClock clock, CreditsOptions? options = null, params ICommitObserver[] observers)
    {
        CreditCatalog catalog = new(
            [new CreditPlan("free") { Welcome = 1_000 }, new CreditPlan("pro") { Allowance = 5_000 }],
            [
                new CreditFeature("unit", new UnitPrice(1)),
                new CreditFeature("metered", new UnitPrice(1)) { Overage = OverageMode.Charge },
                new CreditFeature("hosts", new CustomPrice("v1", quantity => HostPrice(quantity))),
            ]);
        Lanes = new(new(store, catalog, clock, options ?? new(), observers));
        UsageReader usage = new(Lanes);
        Credits = new CreditsClient(Lanes, usage);
        Admin = new CreditsAdmin(Lanes, usage, new(Lanes), new(Lanes), new(Lanes), new(Lanes, new(store, new())));
    }

    public LaneCache Lanes { get; }

    /// <summary>What the feature 'hosts' costs: a function of the host's, which may do anything.</summary>
    public Func<Quantity, CreditAmount?> HostPrice { get; set; } = static quantity => quantity.Value;

    public ICredits Credits { get; }

    public ICreditsAdmin Admin { get; }
}
