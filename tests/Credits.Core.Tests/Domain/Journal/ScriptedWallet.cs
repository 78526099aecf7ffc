using System.Text;
using Credits.Domain;
using Credits.Journal;
using Credits.Pricing;
using NodaTime;

namespace Credits.Tests.Domain.Journal;

/// <summary>A wallet driven through its rules directly, without an engine or a store, and the journal that it leaves.</summary>
internal sealed class ScriptedWallet(Wallet wallet, CreditCatalog catalog)
{
    public static readonly Actor Ada = Actor.Member("u1", "Ada");
    public static readonly Actor Bob = Actor.Member("u2", "Bob");
    public static readonly Actor Grace = Actor.Admin("admin", "Grace");

    public static readonly Instant Start = Instant.FromUtc(2026, 1, 15, 9, 30);

    private readonly Past _past = new();
    private readonly List<JournalEntry> _read = [];
    private int _operations;

    public Wallet Wallet { get; } = wallet;

    public Instant Now { get; set; } = Start;

    public List<JournalEntry> Entries { get; } = [];

    public List<byte[]> Journal { get; } = [];

    public string Snapshot => SnapshotOf(Wallet);

    /// <summary>Equal states are written alike.</summary>
    public static string SnapshotOf(Wallet wallet) => Encoding.UTF8.GetString(WalletSnapshotCodec.Write(wallet));

    public static CreditCatalog Catalog(Duration? reissueGrace = null) => new(
        [
            new("free") { Welcome = 1_000 },
            new("pro") { Allowance = 5_000, Rollover = new(2_000, 2) },
            new("max") { Allowance = 9_000.25m, Welcome = 100, Period = PlanPeriod.AnniversaryMonth },
            new("weekly") { Allowance = 700, Period = PlanPeriod.Week, Rollover = new(300) },
            new("daily") { Allowance = 90, Period = PlanPeriod.Day },
        ],
        [
            new("test-cases", new UnitPrice(10)) { DefaultQuantity = 5, Overage = OverageMode.Charge },
            new("chat", new RatesPrice([new("inputTokens", 0.001m), new("outputTokens", 0.0031m)], 0.5m)),
            new("visual", new TieredPrice([new(1, 4), new(10, 8), new(null, 40)])),
            new("own", new CustomPrice("v1", q => q.HasDimensions ? null : CreditAmount.FromDecimal(q.Value * 2))) { Overage = OverageMode.Charge },
            new("gratis", new UnitPrice(0)),
        ],
        reissueGrace);

    public static ScriptedWallet Open(string? plan, string zone = "UTC", CreditCatalog? catalog = null)
    {
        ScriptedWallet opened = new(new("org"), catalog ?? Catalog());
        opened.Run(new OpenWallet(Grace, plan, zone));
        return opened;
    }

    /// <summary>Runs a command a minute after the last.</summary>
    public string Run(Command command, string? operation = null)
    {
        Now += Duration.FromMinutes(1);
        return Run(command, operation ?? $"operation-{++_operations}", Now);
    }

    /// <summary>Runs a command, and tells in full what came of it.</summary>
    public string Run(Command command, string operation, Instant now)
    {
        now = Instant.Max(now, Wallet.LastInstant);
        Draft draft = new(Wallet, catalog);
        Advance.To(draft, now);
        Keep(draft.Entries);
        int due = draft.Entries.Count;
        Decision decision = Decider.Decide(draft, command, operation, now, _past);
        Keep(draft.Entries.Skip(due));
        StringBuilder told = new();
        told.AppendLine($"{operation} {command.Name} at {now}: refused {decision.Refusal}, invalid {decision.Invalid?.Message}, replayed {decision.IsReplay}");
        foreach (JournalEntry entry in draft.Entries)
        {
            told.AppendLine(Encoding.UTF8.GetString(JournalCodec.Encode(entry)));
        }

        return told.ToString();
    }

    /// <summary>The journal's entries as a store gives them back.</summary>
    public IReadOnlyList<JournalEntry> ReadJournal()
    {
        while (_read.Count < Journal.Count)
        {
            _read.Add(JournalCodec.Read(_read.Count + 1, Journal[_read.Count]));
        }

        return _read;
    }

    /// <summary>The same wallet, read from its snapshot, with a past read from its journal.</summary>
    public ScriptedWallet Restored()
    {
        ScriptedWallet restored = new(WalletSnapshotCodec.Read(Wallet.Id, WalletSnapshotCodec.Write(Wallet)), catalog) { Now = Now };
        restored._operations = _operations;
        restored.Keep(ReadJournal());
        return restored;
    }

    /// <summary>The same wallet, read from its journal alone.</summary>
    public Wallet Replayed()
    {
        Wallet replayed = new(Wallet.Id);
        foreach (JournalEntry entry in ReadJournal())
        {
            replayed.Apply(entry);
        }

        return replayed;
    }

    private void Keep(IEnumerable<JournalEntry> entries)
    {
        foreach (JournalEntry entry in entries)
        {
            Entries.Add(entry);
            Journal.Add(JournalCodec.Encode(entry));
            _past.Add(entry);
        }
    }
}
