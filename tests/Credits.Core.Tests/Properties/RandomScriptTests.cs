using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Credits.Tests.Properties;

/// <summary>What holds after any sequence of commands, over a thousand sequences of two hundred.</summary>
public sealed class RandomScriptTests
{
    private const int Sequences = 1_000;
    private const int Length = 200;

    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia"];

    private static Gen<Step> Steps =>
        from kind in Gen.Choose(0, 255)
        from first in Gen.Choose(0, 255)
        from second in Gen.Choose(0, 255)
        from minutes in Gen.Frequency((6, Gen.Choose(0, 90)), (3, Gen.Choose(0, 3_000)), (1, Gen.Choose(0, 60_000)))
        select new Step((byte)kind, (byte)first, (byte)second, (ushort)minutes);

    private static Arbitrary<(Step[] Script, int Seed)> Scripts => Arb.From(
        from script in Gen.ArrayOf(Steps, Length)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select (script, seed),
        value => Shrunk(value.Item1).Select(s => (s, value.Item2)));

    [Fact]
    public void Any_script_leaves_a_wallet_that_verifies_and_sweeping_in_between_changes_no_row()
    {
        int played = 0;
        Prop.ForAll(Scripts, value =>
        {
            PlayAsync(value.Script, value.Seed).GetAwaiter().GetResult();
            played++;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Sequences).WithQuietOnSuccess(true));
        played.Should().BeGreaterThanOrEqualTo(Sequences);
    }

    private static async Task PlayAsync(Step[] script, int seed)
    {
        bool reissues = seed % 2 == 0;
        string zone = Zones[seed % Zones.Length];
        RandomWorld never = new(reissues, zone);
        await never.PlayAsync(script);
        RandomWorld often = new(reissues, zone);
        await often.PlayAsync(script, new Random(seed));

        // The audit replays the journal: conservation of each grant, running sum of the rows, and the live state, entry by entry.
        (await never.VerifyAsync()).Faults.Should().BeEmpty();
        (await often.VerifyAsync()).Faults.Should().BeEmpty();
        List<Transaction> rows = await never.RowsAsync();
        List<Transaction> sweptRows = await often.RowsAsync();
        sweptRows.Select(Say).Should().Equal(rows.Select(Say));
        foreach (CreditGrant grant in await never.GrantsAsync())
        {
            (grant.Remaining + grant.Reserved + grant.Consumed + grant.Expired + grant.Voided).Should().Be(grant.Amount, "grant {0} conserves its credits", grant.Id);
        }
    }

    private static string Say(Transaction row) =>
        $"{row} [{string.Join(", ", row.Allocations)}]";

    /// <summary>Shorter scripts first: halves, then without one step.</summary>
    private static IEnumerable<Step[]> Shrunk(Step[] script)
    {
        if (script.Length > 1)
        {
            yield return script[..(script.Length / 2)];
            yield return script[(script.Length / 2)..];
        }

        for (int i = 0; i < script.Length && script.Length <= 60; i++)
        {
            yield return [.. script[..i], .. script[(i + 1)..]];
        }
    }
}
