using Credits.Pricing;
using Credits.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Credits.Engine;

/// <summary>What all lanes of a process share.</summary>
internal sealed record LaneContext(IStore Store, CreditCatalog Catalog, IClock Clock, CreditsOptions Options, ICommitObserver[] Observers)
{
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
