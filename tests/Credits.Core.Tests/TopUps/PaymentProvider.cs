using System.Collections.Concurrent;
using Credits.TopUps;

namespace Credits.Tests.TopUps;

/// <summary>A payment provider with idempotency keys: an attempt is charged at most once, and asked about again it gives the same answer.</summary>
internal sealed class PaymentProvider : ITopUpProvider
{
    private readonly ConcurrentQueue<Func<TopUpRequest, CancellationToken, Task<TopUpOutcome?>>> _next = new();
    private readonly ConcurrentDictionary<string, TopUpRequest> _charged = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<TopUpRequest> _asked = new();
    private int _busy;
    private int _mostBusy;

    /// <summary>What was charged, each attempt once.</summary>
    public IReadOnlyCollection<TopUpRequest> Charged => [.. _charged.Values];

    /// <summary>What it was asked, in order.</summary>
    public IReadOnlyList<TopUpRequest> Asked => [.. _asked];

    /// <summary>At most how many calls it had at a time.</summary>
    public int MostBusy => Volatile.Read(ref _mostBusy);

    /// <summary>Gives the next calls other answers than the payment, one each.</summary>
    public void Next(params Func<TopUpRequest, CancellationToken, Task<TopUpOutcome?>>[] answers)
    {
        foreach (Func<TopUpRequest, CancellationToken, Task<TopUpOutcome?>> answer in answers)
        {
            _next.Enqueue(answer);
        }
    }

    public void Next(TopUpOutcome outcome) => Next((_, _) => Task.FromResult<TopUpOutcome?>(outcome));

    public TopUpOutcome Charge(TopUpRequest request)
    {
        _charged.TryAdd(request.Attempt, request);
        return TopUpOutcome.Paid("pay-" + request.Attempt[^4..]);
    }

    public async ValueTask<TopUpOutcome> PurchaseAsync(TopUpRequest request, CancellationToken cancellationToken)
    {
        _asked.Enqueue(request);
        int busy = Interlocked.Increment(ref _busy);
        for (int most = MostBusy; busy > most; most = MostBusy)
        {
            Interlocked.CompareExchange(ref _mostBusy, busy, most);
        }

        try
        {
            await Task.Yield();
            return _next.TryDequeue(out Func<TopUpRequest, CancellationToken, Task<TopUpOutcome?>>? answer)
                ? (await answer(request, cancellationToken))!
                : Charge(request);
        }
        finally
        {
            Interlocked.Decrement(ref _busy);
        }
    }
}
