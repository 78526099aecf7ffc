using System.Text.Json;
using Credits.Domain;
using Credits.Journal;
using NodaTime;

namespace Credits.Tests.Domain.Journal;

/// <summary>Commands that their events tell have no stored fingerprint, and are told from others all the same.</summary>
public class ToldCommandTests
{
    [Fact]
    public void What_the_events_tell_needs_no_stored_fingerprint_to_be_told_from_others()
    {
        Actor ada = ScriptedWallet.Ada;
        ShouldKeepFingerprint(new Consume(ada, "test-cases", 5, AllowPartial: false), stored: false);
        ShouldKeepFingerprint(new Consume(ada, "chat", Quantity.Of(("inputTokens", 5)), AllowPartial: false), stored: false);
        ShouldKeepFingerprint(new Consume(ada, "test-cases", null, AllowPartial: false), stored: true);
        ShouldKeepFingerprint(new Consume(ada, "test-cases", 5, AllowPartial: true), stored: true);
        ShouldKeepFingerprint(new Reserve(ada, "test-cases", 5, null, null), stored: false);
        ShouldKeepFingerprint(new Reserve(ada, "test-cases", null, null, null), stored: true);
        ShouldKeepFingerprint(new Reserve(ada, "test-cases", 5, "mine", null), stored: true);
        ShouldKeepFingerprint(new Reserve(ada, "test-cases", 5, null, Duration.FromMinutes(15)), stored: true);
    }

    [Fact]
    public void What_the_events_tell_of_a_resolution_needs_no_stored_fingerprint()
    {
        Actor ada = ScriptedWallet.Ada;
        ShouldKeepFingerprint(new Capture(ada, "res", 3, AllowPartial: false), stored: false);
        ShouldKeepFingerprint(new Capture(ada, "res", 8, AllowPartial: false), stored: false);
        ShouldKeepFingerprint(new Capture(ada, "res", 0, AllowPartial: false), stored: false);
        ShouldKeepFingerprint(new Capture(ada, "res", null, AllowPartial: false), stored: false);
        ShouldKeepFingerprint(new Capture(ScriptedWallet.Bob, "res", 3, AllowPartial: false), stored: false);
        ShouldKeepFingerprint(new Capture(ada, "res", 3, AllowPartial: true), stored: true);
        ShouldKeepFingerprint(new Release(ada, "res"), stored: false);
        ShouldKeepFingerprint(new Extend(ada, "res", Duration.FromHours(3)), stored: true);
    }

    private static void ShouldKeepFingerprint(Command command, bool stored)
    {
        ScriptedWallet wallet = ScriptedWallet.Open("pro");
        if (command is not (Consume or Reserve))
        {
            wallet.Run(new Reserve(ScriptedWallet.Ada, "test-cases", 5, "res", null));
        }

        wallet.Run(command);
        JsonDocument.Parse(wallet.Journal[^1]).RootElement.TryGetProperty("f", out _).Should().Be(stored);

        JournalEntry read = wallet.ReadJournal()[^1];
        read.Fingerprint.Should().Be(ContentWriter.Fingerprint(command)).And.Be(wallet.Entries[^1].Fingerprint);
        JournalCodec.Encode(read).Should().Equal(wallet.Journal[^1]);
    }
}
