using Credits.Journal;

namespace Credits.Domain;

internal sealed class LimitsSet(IReadOnlyList<LimitPolicy> limits) : JournalEvent
{
    public IReadOnlyList<LimitPolicy> Limits { get; } = limits;

    public override void Apply(Wallet wallet, JournalEntry entry) => wallet.SetLimits(Limits);
}
