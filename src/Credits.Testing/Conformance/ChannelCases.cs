using Credits.Journal;
using Credits.Notifications;

namespace Credits.Testing.Conformance;

/// <summary>Channels: what one does with a notice is nothing to the others.</summary>
internal static class ChannelCases
{
    private const string Hook = "hook";

    private static readonly WalletId Acme = "acme";

    public static StoreConformanceCase[] All { get; } =
    [
        new("Every known channel gets every notice, and delivers for itself alone", EachAsync),
        new("A lease in one channel holds up no other", ApartAsync),
        new("Notices wait for the first channel", FirstAsync),
        new("Channels that are added together both get what no channel has got yet", AddedAsync),
        new("A channel that comes later gets what no channel has got yet", LaterAsync),
        new("A channel stays known while nobody leases for it", AbsentAsync),
        new("Channels tell their oldest notice that waits, and how many they have parked", StatusAsync),
        new("A removed channel is forgotten with all that waited for it", RemovedAsync),
        new("Channels are named ordinally", NamesAsync),
    ];

    private static async Task EachAsync(StoreTrial trial)
    {
        await KnowAsync(trial).ConfigureAwait(false);
        Notice[] notices = await CommitAsync(trial, Acme, 2).ConfigureAwait(false);
        IReadOnlyList<NoticeLease> mail = await trial.LeaseAsync(Material.At(0), Material.At(60)).ConfigureAwait(false);
        Check.Same(notices, StoreTrial.Notices(mail), "what the first channel gets");
        await trial.DeliveredAsync(mail).ConfigureAwait(false);
        IReadOnlyList<NoticeLease> hook = await trial.LeaseAsync(Material.At(100), Material.At(160), channel: Hook).ConfigureAwait(false);
        Check.Same(notices, StoreTrial.Notices(hook), "what the second channel gets when the first is done");
        await trial.DeliveredAsync(hook).ConfigureAwait(false);
        Check.Same([], await trial.LeaseNoticesAsync(200).ConfigureAwait(false), "what is left for the first");
        Check.Same([], await trial.LeaseNoticesAsync(200, Hook).ConfigureAwait(false), "what is left for the second");
    }

    private static async Task ApartAsync(StoreTrial trial)
    {
        await KnowAsync(trial).ConfigureAwait(false);
        Notice[] notices = await CommitAsync(trial, Acme, 2).ConfigureAwait(false);
        NoticeLease mail = (await trial.LeaseAsync(Material.At(0), Material.At(60)).ConfigureAwait(false))[0];
        await trial.SettleAsync(new NoticeSettlement(mail, 0, Material.At(1_000), new(1, null, "Nobody was at home."))).ConfigureAwait(false);
        NoticeLease hook = (await trial.LeaseAsync(Material.At(1), Material.At(61), channel: Hook).ConfigureAwait(false))[0];
        Check.Same(notices, hook.Notices, "what the second channel gets while the first waits for its next attempt");
        Check.Same(notices.Select(_ => 0), hook.Attempts, "the failed attempts of the second channel");
        await trial.ParkAsync(hook).ConfigureAwait(false);
        Check.Same(notices, await trial.LeaseNoticesAsync(1_000).ConfigureAwait(false), "what the first channel has when the second has parked a notice");
        Check.Same(notices[1..], await trial.LeaseNoticesAsync(1_000, Hook).ConfigureAwait(false), "what the second channel has left");
    }

    private static async Task FirstAsync(StoreTrial trial)
    {
        Notice[] notices = await CommitAsync(trial, Acme, 3).ConfigureAwait(false);
        Check.Same([], await trial.Store.FindChannelsAsync(trial.CancellationToken).ConfigureAwait(false), "the channels known before any has leased");
        StoreTrial again = await trial.ReopenAsync().ConfigureAwait(false);
        Check.Same(notices, await again.LeaseNoticesAsync(0).ConfigureAwait(false), "what the first channel gets");
    }

    private static async Task AddedAsync(StoreTrial trial)
    {
        Notice[] notices = await CommitAsync(trial, Acme, 2).ConfigureAwait(false);
        await trial.Store.AddChannelsAsync([StoreTrial.Mail, Hook], trial.CancellationToken).ConfigureAwait(false);
        await StatusAsync(trial, new(Hook, notices[0].At, 0), new(StoreTrial.Mail, notices[0].At, 0)).ConfigureAwait(false);
        await trial.DeliveredAsync(await trial.LeaseAsync(Material.At(0), Material.At(60)).ConfigureAwait(false)).ConfigureAwait(false);
        await trial.Store.AddChannelsAsync([StoreTrial.Mail, Hook], trial.CancellationToken).ConfigureAwait(false);
        Check.Same(notices, await trial.LeaseNoticesAsync(1, Hook).ConfigureAwait(false), "what the second channel gets");
        Check.Same([], await trial.LeaseNoticesAsync(100).ConfigureAwait(false), "what the first channel gets again");
    }

    private static async Task LaterAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.NoticesAsync(Acme, 2).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[..4]).ConfigureAwait(false);
        await trial.ReturnAsync(await trial.LeaseAsync(Material.At(0), Material.At(60)).ConfigureAwait(false)).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[4..]).ConfigureAwait(false);
        Check.Same(journal[4..].SelectMany(e => e.Notices), await trial.LeaseNoticesAsync(1, Hook).ConfigureAwait(false), "what the later channel gets");
        Check.Same(journal.SelectMany(e => e.Notices), await trial.LeaseNoticesAsync(1).ConfigureAwait(false), "what the first channel has");
    }

    private static async Task AbsentAsync(StoreTrial trial)
    {
        await KnowAsync(trial).ConfigureAwait(false);
        StoreTrial again = await trial.ReopenAsync().ConfigureAwait(false);
        Notice[] notices = await CommitAsync(again, Acme, 2).ConfigureAwait(false);
        await again.DeliveredAsync(await again.LeaseAsync(Material.At(0), Material.At(60)).ConfigureAwait(false)).ConfigureAwait(false);
        StoreTrial third = await again.ReopenAsync().ConfigureAwait(false);
        Check.Same(notices, await third.LeaseNoticesAsync(100_000, Hook).ConfigureAwait(false), "what has waited for the absent channel");
    }

    private static async Task StatusAsync(StoreTrial trial)
    {
        await KnowAsync(trial).ConfigureAwait(false);
        await StatusAsync(trial, new(Hook, null, 0), new(StoreTrial.Mail, null, 0)).ConfigureAwait(false);
        Notice[] notices = await CommitAsync(trial, Acme, 2).ConfigureAwait(false);
        await StatusAsync(trial, new(Hook, notices[0].At, 0), new(StoreTrial.Mail, notices[0].At, 0)).ConfigureAwait(false);
        NoticeLease lease = (await trial.LeaseAsync(Material.At(0), Material.At(60)).ConfigureAwait(false))[0];
        await StatusAsync(trial, new(Hook, notices[0].At, 0), new(StoreTrial.Mail, notices[0].At, 0)).ConfigureAwait(false);
        await trial.SettleAsync(new NoticeSettlement(lease, 2, Material.At(0), new(1, Material.At(1), "Nobody was at home."))).ConfigureAwait(false);
        await StatusAsync(trial, new(Hook, notices[0].At, 0), new(StoreTrial.Mail, notices[3].At, 1)).ConfigureAwait(false);
        await trial.DeliveredAsync(await trial.LeaseAsync(Material.At(1), Material.At(61)).ConfigureAwait(false)).ConfigureAwait(false);
        await StatusAsync(trial, new(Hook, notices[0].At, 0), new(StoreTrial.Mail, null, 1)).ConfigureAwait(false);
    }

    private static async Task RemovedAsync(StoreTrial trial)
    {
        await KnowAsync(trial).ConfigureAwait(false);
        JournalEntry[] journal = await Material.NoticesAsync(Acme, 2).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[..4]).ConfigureAwait(false);
        await trial.ParkAsync((await trial.LeaseAsync(Material.At(0), Material.At(60), channel: Hook).ConfigureAwait(false))[0]).ConfigureAwait(false);
        await trial.Store.RemoveChannelAsync(Hook, trial.CancellationToken).ConfigureAwait(false);
        await trial.Store.RemoveChannelAsync("never there", trial.CancellationToken).ConfigureAwait(false);
        await StatusAsync(trial, new NoticeChannel(StoreTrial.Mail, journal.SelectMany(e => e.Notices).First().At, 0)).ConfigureAwait(false);
        Check.Same([], await trial.FindParkedAsync().ConfigureAwait(false), "what is parked");
        Check.Same([], await trial.LeaseNoticesAsync(100, Hook).ConfigureAwait(false), "what a new channel of the same name gets");
        Check.Same(journal[..4].SelectMany(e => e.Notices), await trial.LeaseNoticesAsync(100).ConfigureAwait(false), "what the other channel has");
    }

    private static async Task NamesAsync(StoreTrial trial)
    {
        string[] names = ["Zoë", "a b", "mail", "Mail", "ma%l", "mail ", "\u00e9", "e\u0301", new('x', 200)];
        foreach (string name in names)
        {
            await trial.LeaseNoticesAsync(0, name).ConfigureAwait(false);
        }

        Notice[] notices = await CommitAsync(trial, Acme, 1).ConfigureAwait(false);
        IReadOnlyList<NoticeChannel> channels = await trial.Store.FindChannelsAsync(trial.CancellationToken).ConfigureAwait(false);
        Check.Same(names.Order(StringComparer.Ordinal), channels.Select(c => c.Name), "the channels, in ordinal order");
        foreach (string name in names)
        {
            IReadOnlyList<NoticeLease> leases = await trial.LeaseAsync(Material.At(1), Material.At(61), channel: name).ConfigureAwait(false);
            Check.Same(notices, StoreTrial.Notices(leases), $"what channel '{name}' gets");
            await trial.DeliveredAsync(leases).ConfigureAwait(false);
        }
    }

    private static async Task KnowAsync(StoreTrial trial)
    {
        await trial.LeaseNoticesAsync(0).ConfigureAwait(false);
        await trial.LeaseNoticesAsync(0, Hook).ConfigureAwait(false);
    }

    private static async Task StatusAsync(StoreTrial trial, params NoticeChannel[] expected) =>
        Check.Same(expected, await trial.Store.FindChannelsAsync(trial.CancellationToken).ConfigureAwait(false), "the channels");

    private static async Task<Notice[]> CommitAsync(StoreTrial trial, WalletId wallet, int emptied)
    {
        JournalEntry[] journal = await Material.NoticesAsync(wallet, emptied).ConfigureAwait(false);
        await trial.CommitAsync(wallet, journal).ConfigureAwait(false);
        return [.. journal.SelectMany(e => e.Notices)];
    }
}
