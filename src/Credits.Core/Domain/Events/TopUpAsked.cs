using Credits.Journal;

namespace Credits.Domain;

/// <summary>The attempt in flight is asked about again, by the notice that goes with it.</summary>
internal sealed class TopUpAsked : JournalEvent
{
    public override void Apply(Wallet wallet, JournalEntry entry)
    {
        TopUpState state = wallet.TopUps!;
        state.InFlight = state.InFlight!.AskedAgain(entry.At);
    }
}
