using Credits.Journal;
using Credits.Storage;

namespace Credits.Tests.Semantics.Verification;

/// <summary>A short life of a wallet, and what Verify says when its store was tampered with.</summary>
public abstract class VerificationScenario : Scenario
{
    /// <summary>Entries 1 to 6: opened with 5,000, 100 bought, 50 consumed, 20 reserved, 15 of them captured, 10 refunded.</summary>
    private protected async Task Write()
    {
        await Open("pro");
        At("2026-01-05T10:00Z");
        await Purchase("p", 100);
        At("2026-01-05T11:00Z");
        await Consume(50, operation: "c");
        At("2026-01-05T11:30Z");
        await Reserve("r", 20);
        await Capture("r", 15);
        await Refund("c", 10);
    }

    /// <summary>What Verify says of a tampered journal: to a process that only knows the tampered one, or to one that knew it before.</summary>
    private protected async Task<IReadOnlyList<VerificationFault>> FaultsOf(Func<IReadOnlyList<JournalEntry>, IEnumerable<JournalEntry>> tamper, bool seenBefore = false)
    {
        IStore honest = Store;
        bool tampering = !seenBefore;
        try
        {
            Store = new TamperedStore(honest, entries => tampering ? tamper(entries) : entries);
            Restart();
            await Balance();
            tampering = true;
            return (await Admin.VerifyAsync(Acme, Grace)).Value.Faults;
        }
        finally
        {
            Store = honest;
            Restart();
        }
    }
}
