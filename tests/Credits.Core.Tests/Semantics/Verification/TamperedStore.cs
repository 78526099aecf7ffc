using System.Runtime.CompilerServices;
using System.Text;
using Credits.Journal;
using Credits.Storage;
using Credits.Tests.Storage;

namespace Credits.Tests.Semantics.Verification;

/// <summary>Shows a journal other than it was written: what a careless hand in the database may make of it.</summary>
internal sealed class TamperedStore(IStore store, Func<IReadOnlyList<JournalEntry>, IEnumerable<JournalEntry>> tamper) : PassThroughStore(store)
{
    /// <summary>Changes the JSON of one entry.</summary>
    public static Func<IReadOnlyList<JournalEntry>, IEnumerable<JournalEntry>> Edit(long version, string before, string after) => entries => entries.Select(e =>
    {
        if (e.Version != version)
        {
            return e;
        }

        string json = Encoding.UTF8.GetString(JournalCodec.Encode(e));
        json.Should().Contain(before, "otherwise nothing would be tampered with");
        return JournalCodec.Read(version, Encoding.UTF8.GetBytes(json.Replace(before, after, StringComparison.Ordinal)));
    });

    public override async ValueTask<WalletHistory> LoadAsync(WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken)
    {
        WalletHistory history = await base.LoadAsync(wallet, afterVersion, keys, cancellationToken);
        List<JournalEntry> all = await AllAsync(wallet, cancellationToken);
        return history with
        {
            Snapshot = null,
            Entries = [.. tamper(all).Where(e => e.Version > afterVersion)],
            Found = [.. history.Found.Where(f => f.Key.Kind != JournalKeyKind.Operation || all.Exists(e => e.Operation == f.Key.Id))],
        };
    }

    public override async IAsyncEnumerable<JournalEntry> ReadAsync(WalletId wallet, JournalRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (JournalEntry entry in tamper(await AllAsync(wallet, cancellationToken)).Where(e => e.Version <= range.UpToVersion))
        {
            yield return entry;
        }
    }
}
