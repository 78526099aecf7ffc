using Credits.Domain;
using Credits.Journal;
using Credits.Storage;
using Credits.Tests.Domain.Journal;
using NodaTime;

namespace Credits.Tests.Storage;

/// <summary>Entries that are kept as plain values come back as they were.</summary>
public sealed class InMemoryJournalTests
{
    private static readonly Actor Ada = ScriptedWallet.Ada;
    private static readonly Actor Bob = ScriptedWallet.Bob;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Whatever_happens_to_a_wallet_is_read_as_it_was_written(int seed)
    {
        Random random = new(seed);
        ScriptedWallet wallet = ScriptedWallet.Open("pro", "Europe/Berlin", ScriptedWallet.Catalog(Duration.FromDays(3)));
        for (int step = 0; step < 2_000; step++)
        {
            wallet.Run(RandomCommands.Next(random, wallet), $"op{step}", wallet.Now += RandomCommands.Wait(random));
        }

        InMemoryJournal journal = Journal(wallet);
        for (int i = 0; i < journal.Count; i++)
        {
            ShouldBe(journal[i], wallet.Entries[i]);
        }

        Enumerable.Range(0, journal.Count).Count(i => IsPlain(journal, i)).Should().BeGreaterThan(journal.Count / 20);
    }

    [Fact]
    public void What_features_do_every_day_is_kept_as_plain_values()
    {
        ScriptedWallet wallet = ScriptedWallet.Open("pro");
        wallet.Run(new Consume(Ada, "test-cases", 5, AllowPartial: false));
        int first = wallet.Entries.Count;
        Command[] daily =
        [
            new Consume(Ada, "test-cases", 5, AllowPartial: false),
            new Consume(Bob, "test-cases", null, AllowPartial: true),
            new Reserve(Ada, "test-cases", 5, null, null),
            new Capture(Bob, "op3", 3, AllowPartial: false),
            new Reserve(Ada, "test-cases", null, null, null),
            new Capture(Ada, "op5", null, AllowPartial: false),
        ];
        int number = 0;
        foreach (Command command in daily)
        {
            wallet.Run(command, $"op{++number}", wallet.Now);
        }

        InMemoryJournal journal = Journal(wallet);
        for (int i = first; i < journal.Count; i++)
        {
            IsPlain(journal, i).Should().BeTrue($"entry {i + 1} is a {wallet.Entries[i].OperationName}");
            ShouldBe(journal[i], wallet.Entries[i]);
        }
    }

    [Fact]
    public void A_reservation_leads_to_the_newest_entry_that_touched_it()
    {
        ScriptedWallet wallet = ScriptedWallet.Open("pro");
        int number = 0;
        foreach (Command command in (Command[])[
            new Reserve(Ada, "test-cases", 5, null, null),
            new Reserve(Ada, "test-cases", 5, "named", null),
            new Extend(Ada, "op1", Duration.FromHours(1)),
            new Capture(Ada, "op1", 3, AllowPartial: false),
            new Capture(Ada, "named", 3, AllowPartial: false),
            new Consume(Ada, "test-cases", 5, AllowPartial: false)])
        {
            wallet.Run(command, $"op{++number}", wallet.Now);
        }

        InMemoryJournal journal = Journal(wallet);
        Newest(JournalKeyKind.Reservation, "op1").Should().Be("op4");
        Newest(JournalKeyKind.Reservation, "named").Should().Be("op5");
        Newest(JournalKeyKind.Operation, "op1").Should().Be("op1");
        Newest(JournalKeyKind.Reservation, "op6").Should().BeNull("that operation reserved nothing");
        Newest(JournalKeyKind.Charge, "op6").Should().BeNull();

        string? Newest(JournalKeyKind kind, string id) => journal.TryFind(new(kind, id), out int index) ? journal[index].Operation : null;
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(1_024)]
    public void A_capture_may_have_the_id_of_its_reservation(int entriesBefore)
    {
        ScriptedWallet wallet = ScriptedWallet.Open("pro");
        wallet.Run(new Reserve(Ada, "test-cases", 5, "named", null), "reserving", wallet.Now);
        int number = 0;
        while (wallet.Entries.Count < entriesBefore)
        {
            wallet.Run(new Consume(Ada, "gratis", 1, AllowPartial: false), $"op{++number}", wallet.Now);
        }

        wallet.Run(new Capture(Ada, "named", 3, AllowPartial: false), "named", wallet.Now);
        wallet.Run(new Consume(Ada, "gratis", 1, AllowPartial: false), "after", wallet.Now);

        InMemoryJournal journal = Journal(wallet);
        for (int i = 0; i < journal.Count; i++)
        {
            ShouldBe(journal[i], wallet.Entries[i]);
        }

        foreach (JournalKeyKind kind in (JournalKeyKind[])[JournalKeyKind.Operation, JournalKeyKind.Reservation])
        {
            journal.TryFind(new(kind, "named"), out int index).Should().BeTrue();
            index.Should().Be(entriesBefore);
        }
    }

    private static InMemoryJournal Journal(ScriptedWallet wallet)
    {
        InMemoryJournal journal = new();
        foreach (JournalEntry entry in wallet.Entries)
        {
            journal.HasSubjectOf(entry).Should().BeFalse();
            journal.TryAdd(entry).Should().BeTrue();
        }

        return journal;
    }

    private static bool IsPlain(InMemoryJournal journal, int index) => !ReferenceEquals(journal[index], journal[index]);

    private static void ShouldBe(JournalEntry read, JournalEntry written)
    {
        JournalCodec.Encode(read).Should().Equal(JournalCodec.Encode(written));
        read.Version.Should().Be(written.Version);
        read.Fingerprint.Should().Be(written.Fingerprint);
        read.Transactions.Should().BeEquivalentTo(written.Transactions, o => o.WithStrictOrdering());
        read.Subjects.Should().Equal(written.Subjects);
    }
}
