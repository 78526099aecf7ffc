using Credits.Journal;
using Credits.Storage;
using NodaTime;

namespace Credits.Testing.Conformance;

/// <summary>Journals to try stores with.</summary>
internal static class Material
{
    /// <summary>An instant, so many seconds after the first entry of every journal.</summary>
    public static Instant At(double seconds) => WalletScript.Start + Duration.FromSeconds(seconds);

    /// <summary>The key of an operation.</summary>
    public static JournalKey Operation(string id) => new(JournalKeyKind.Operation, id);

    /// <summary>The key of a reservation.</summary>
    public static JournalKey Reservation(string id) => new(JournalKeyKind.Reservation, id);

    /// <summary>The key of a consume's charge.</summary>
    public static JournalKey Charge(string id) => new(JournalKeyKind.Charge, id);

    /// <summary>The key of a top-up attempt.</summary>
    public static JournalKey TopUp(string id) => new(JournalKeyKind.TopUp, id);

    /// <summary>The same entry at another version: a genuine one, written by somebody who saw another past.</summary>
    public static JournalEntry AtVersion(JournalEntry entry, long version) => JournalCodec.Read(version, JournalCodec.Encode(entry));

    /// <summary>A snapshot; its state is opaque to stores, so any bytes will do.</summary>
    public static WalletSnapshot Snapshot(long version, int size = 100)
    {
        byte[] state = new byte[size];
        new Random((int)version).NextBytes(state);
        return new(version, state);
    }

    /// <summary>An opened wallet with a purchase, then consumes <c>prefix3</c>, <c>prefix4</c>, … to so many entries, a second apart.</summary>
    public static async Task<JournalEntry[]> JournalAsync(WalletId wallet, int entries, string prefix = "op-")
    {
        using WalletScript script = new();
        await script.OpenAsync(wallet, prefix + "1").ConfigureAwait(false);
        await script.PurchaseAsync(wallet, 1_000_000, prefix + "2").ConfigureAwait(false);
        for (int i = 3; i <= entries; i++)
        {
            await script.ConsumeAsync(wallet, 1, prefix + i).ConfigureAwait(false);
        }

        return script.EntriesOf(wallet)[..entries];
    }

    /// <summary>An opened wallet in which these operations consume a credit each, from version 3 on.</summary>
    public static async Task<JournalEntry[]> ConsumesAsync(WalletId wallet, params IEnumerable<string> operations)
    {
        using WalletScript script = new();
        await script.OpenAsync(wallet).ConfigureAwait(false);
        await script.PurchaseAsync(wallet, 1_000_000).ConfigureAwait(false);
        foreach (string operation in operations)
        {
            await script.ConsumeAsync(wallet, 1, operation).ConfigureAwait(false);
        }

        return script.EntriesOf(wallet);
    }

    /// <summary>An opened wallet in which these reservations hold a credit each, from version 3 on; their operations have other ids.</summary>
    public static async Task<JournalEntry[]> ReservationsAsync(WalletId wallet, params IEnumerable<string> reservations)
    {
        using WalletScript script = new();
        await script.OpenAsync(wallet).ConfigureAwait(false);
        await script.PurchaseAsync(wallet, 1_000_000).ConfigureAwait(false);
        int number = 0;
        foreach (string reservation in reservations)
        {
            await script.ReserveAsync(wallet, 1, $"reserve-{++number}", reservation).ConfigureAwait(false);
        }

        return script.EntriesOf(wallet);
    }

    /// <summary>
    /// An opened wallet that is filled and emptied again and again: of every two entries from version 3 on, the first is a purchase and
    /// the second brings two notices.
    /// </summary>
    public static async Task<JournalEntry[]> NoticesAsync(WalletId wallet, int emptied)
    {
        using WalletScript script = new();
        await script.OpenAsync(wallet).ConfigureAwait(false);
        script.Done(await script.Admin.SetAlertsAsync(wallet, new() { LowBalance = [LimitThreshold.FromCredits(5)] }, Actor.System).ConfigureAwait(false));
        for (int i = 0; i < emptied; i++)
        {
            await script.PurchaseAsync(wallet, 10).ConfigureAwait(false);
            await script.ConsumeAsync(wallet, 10).ConfigureAwait(false);
        }

        return script.EntriesOf(wallet);
    }

    /// <summary>A wallet in which everything happens that can: each kind of entry, row and notice.</summary>
    public static async Task<JournalEntry[]> LifeAsync(WalletId wallet)
    {
        using WalletScript script = new();
        ICreditsAdmin admin = script.Admin;
        Actor boss = Actor.Admin("büro", "Büro für Ωrdnung 🗂");
        script.Done(await admin.OpenWalletAsync(wallet, boss, "pro", "Europe/Berlin", "open").ConfigureAwait(false));
        script.Done(await admin.SetAlertsAsync(wallet, new() { LowBalance = [LimitThreshold.FromCredits(40)], ExpiringLead = Duration.FromDays(1) }, boss, "alerts").ConfigureAwait(false));
        script.Done(await admin.SetLimitsAsync(wallet, [Limit("org", 20, 45), Limit("each", 5, 1_000)], boss, "limits").ConfigureAwait(false));
        GrantRequest promotion = new(7.5m, GrantKind.Promotional) { EffectiveAt = At(3_600), ExpiresAt = At(900_000), Priority = 3, Note = "„Hallo“,\nworld" };
        script.Done(await admin.GrantAsync(wallet, promotion, boss, "promotion").ConfigureAwait(false));
        await script.ConsumeAsync(wallet, 12.345678m, "consume").ConfigureAwait(false);
        await script.RefundAsync(wallet, "consume", 2, "refund-1").ConfigureAwait(false);
        await script.RefundAsync(wallet, "consume", 3, "refund-2").ConfigureAwait(false);
        await script.ReserveAsync(wallet, 10, "reserve", "held").ConfigureAwait(false);
        script.Done(await script.Credits.ExtendAsync(wallet, "held", Duration.FromDays(2), script.User, "extend").ConfigureAwait(false));
        await script.CaptureAsync(wallet, "held", 6, "capture").ConfigureAwait(false);
        await script.RefundAsync(wallet, "held", 1, "refund-3").ConfigureAwait(false);
        await script.ReserveAsync(wallet, 4, "left").ConfigureAwait(false);
        await script.ReserveAsync(wallet, 4, "dropped").ConfigureAwait(false);
        script.Done(await script.Credits.ReleaseAsync(wallet, "dropped", script.User, "release").ConfigureAwait(false));
        script.Refused(await script.Credits.ConsumeAsync(wallet, WalletScript.Feature, script.User, 40, operation: "refused").ConfigureAwait(false));
        await script.PurchaseAsync(wallet, 100, "purchase").ConfigureAwait(false);
        script.Done(await admin.VoidAsync(wallet, "purchase", "a mistake", boss, 30, "void").ConfigureAwait(false));
        script.Done(await admin.ChangePlanAsync(wallet, "team", boss, operation: "up").ConfigureAwait(false));
        script.Done(await admin.ChangePlanAsync(wallet, "pro", boss, PlanChangeTiming.NextReset, "down").ConfigureAwait(false));
        script.Clock.Advance(Duration.FromDays(70));
        script.Done(await admin.CancelPlanAsync(wallet, boss, PlanCancelTiming.Now, "cancel").ConfigureAwait(false));
        return script.EntriesOf(wallet);
    }

    private static LimitPolicy Limit(string id, CreditAmount soft, CreditAmount hard) =>
        new(id) { Soft = [LimitThreshold.FromCredits(soft)], Hard = LimitThreshold.FromCredits(hard) };
}
