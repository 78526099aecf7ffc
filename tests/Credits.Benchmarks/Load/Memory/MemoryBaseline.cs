using System.Collections.Concurrent;

namespace Credits.Benchmarks.Load.Memory;

/// <summary>What a good engineer would write by hand: look up, lock, check the id, subtract, append. No grants, limits or reservations.</summary>
internal sealed class MemoryBaseline(int wallets) : IContender
{
    private readonly string[] _wallets = [.. Enumerable.Range(0, wallets).Select(StoreShape.Wallet)];
    private ConcurrentDictionary<string, Account> _accounts = new();

    public ValueTask PrepareAsync()
    {
        _accounts = new(_wallets.Select(w => KeyValuePair.Create(w, new Account { Balance = long.MaxValue })));
        return default;
    }

    public ValueTask ConsumeAsync(int caller, int wallet, string operation)
    {
        _accounts[_wallets[wallet]].Take(operation, 1_000_000);
        return default;
    }

    public ValueTask ReserveAndCaptureAsync(int caller, int wallet, string operation, string captureOperation)
    {
        Account account = _accounts[_wallets[wallet]];
        account.Take(operation, 5_000_000);
        account.Take(captureOperation, -1_000_000);
        return default;
    }

    public ValueTask<long?> StoredBytesAsync() => default;

    public ValueTask DisposeAsync() => default;

    private sealed class Account
    {
        private readonly HashSet<string> _operations = new(StringComparer.Ordinal);
        private readonly List<Line> _ledger = [];

        public long Balance { get; set; }

        public void Take(string operation, long amount)
        {
            lock (_ledger)
            {
                if (Balance < amount || !_operations.Add(operation))
                {
                    throw new InvalidOperationException($"{operation} could not be taken.");
                }

                Balance -= amount;
                _ledger.Add(new(DateTimeOffset.UtcNow, operation, amount, Balance));
            }
        }
    }

    private sealed record Line(DateTimeOffset At, string Operation, long Amount, long Balance);
}
