using Credits.Notifications;

namespace Credits.Tests.TopUps;

/// <summary>A wallet that buys by itself, and whose payments are settled by hand.</summary>
public abstract class TopUpScenario : Scenario
{
    protected async Task TopUp(TopUpSettings? settings) => (await Admin.SetTopUpAsync(Acme, settings, Grace)).GetValueOrThrow();

    protected async Task<TopUpStatus> Status() => (await Admin.GetTopUpAsync(Acme, Grace)).Value;

    /// <summary>The id of the attempt in flight.</summary>
    protected async Task<string> Flight() => (await Status()).InFlight!.Attempt;

    /// <summary>Pays an attempt; the one in flight where none is named.</summary>
    protected async Task<CreditResult<GrantReceipt>> Pay(string? attempt = null, Actor? by = null, string? reference = null)
    {
        CreditResult<GrantReceipt> paid = await Admin.CompleteTopUpAsync(Acme, attempt ?? await Flight(), by ?? Grace, reference);
        paid.GetValueOrThrow();
        return paid;
    }

    protected async Task<CreditResult<WalletTotals>> Decline(string? attempt = null, string? reason = null)
    {
        CreditResult<WalletTotals> declined = await Admin.FailTopUpAsync(Acme, attempt ?? await Flight(), Grace, reason);
        declined.GetValueOrThrow();
        return declined;
    }

    protected async Task Resume() => (await Admin.ResumeTopUpAsync(Acme, Grace)).GetValueOrThrow();

    /// <summary>The attempts so far, each with its instant: <c>2026-01-05T09:00:00Z 1000</c>. What became due by now is recorded first.</summary>
    protected async Task<IReadOnlyList<string>> Attempts()
    {
        await Balance();
        return [.. (await Notices()).OfType<TopUpRequested>().Where(n => n.At == n.StartedAt).Select(n => $"{Text(n.At)} {n.Amount}")];
    }
}
