using Credits.Notifications;

namespace Credits.Engine;

/// <summary>A wallet's parked notices, for who may see the wallet.</summary>
internal sealed class ParkedNoticeReader(LaneCache lanes, StoreWatch watch)
{
    private const int AtOnce = 1_000;

    /// <summary>Sees wallets as of a transaction of the host's. The notices themselves are the process's own affair.</summary>
    public ParkedNoticeReader Inside(LaneCache inside) => new(inside, watch);

    public async ValueTask<CreditResult<IReadOnlyList<ParkedNotice>>> ListAsync(WalletId wallet, Actor by, CancellationToken cancellationToken)
    {
        CreditResult<WalletTotals> seen = await LookAsync(wallet, by, cancellationToken).ConfigureAwait(false);
        return seen.Refusal is { } refusal
            ? CreditResult<IReadOnlyList<ParkedNotice>>.Refuse(refusal, seen.Totals)
            : CreditResult<IReadOnlyList<ParkedNotice>>.Accept(
                await watch.FindParkedNoticesAsync(wallet, null, AtOnce, cancellationToken).ConfigureAwait(false), null, isReplayed: false, seen.Totals!.Value);
    }

    public async ValueTask<CreditResult<int>> ResendAsync(WalletId wallet, Actor by, long? number, string? channel, CancellationToken cancellationToken)
    {
        CreditResult<WalletTotals> seen = await LookAsync(wallet, by, cancellationToken).ConfigureAwait(false);
        if (seen.Refusal is { } refusal)
        {
            return CreditResult<int>.Refuse(refusal, seen.Totals);
        }

        int resent = 0;
        ParkedNoticeKey? last = null;
        while (await watch.FindParkedNoticesAsync(wallet, last, AtOnce, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
        {
            last = page[^1].Key;
            resent += await watch.ResendNoticesAsync(
                [.. page.Select(p => p.Key).Where(k => (number is null || k.Number == number) && (channel is null || k.Channel == channel))], cancellationToken).ConfigureAwait(false);
        }

        watch.RingDeliverers();
        return CreditResult<int>.Accept(resent, null, isReplayed: false, seen.Totals!.Value);
    }

    private ValueTask<CreditResult<WalletTotals>> LookAsync(WalletId wallet, Actor by, CancellationToken cancellationToken) =>
        lanes.ReadAsync(wallet, by, static (state, _) => new WalletTotals(state.Available, state.Reserved), administers: true, cancellationToken);
}
