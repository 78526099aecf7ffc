using System.Collections.Concurrent;
using Credits.Testing;

namespace Credits.Tests.Engine;

/// <summary>
/// A caller under load, as a careful host would write one: every command has an operation id, and a command whose fate is not known is
/// repeated with it until it is. Writes down what it was told, for comparing with the journal.
/// </summary>
internal sealed class Caller(int number, int seed, LibraryProcess[] processes, ConcurrentDictionary<(WalletId Wallet, string Operation), CreditAmount> told)
{
    private const int MostAttempts = 10_000;

    private readonly Random _random = new(HashCode.Combine(seed, number));
    private readonly Actor _user = Actor.Member($"user-{number}");
    private int _commands;

    /// <summary>How many commands were given up while they waited.</summary>
    public int GivenUp { get; private set; }

    /// <summary>How many attempts ended with the store's failure.</summary>
    public int Failed { get; private set; }

    /// <summary>How many repetitions found that the first attempt had been written after all.</summary>
    public int Replayed { get; private set; }

    public int Refused { get; private set; }

    public async Task RunAsync(WalletId[] wallets, int commands)
    {
        for (int i = 0; i < commands; i++)
        {
            WalletId wallet = wallets[_random.Next(wallets.Length)];
            switch (_random.Next(10))
            {
                case 0:
                    await PurchaseAsync(wallet);
                    break;
                case < 4:
                    await ReserveAsync(wallet);
                    break;
                default:
                    int quantity = _random.Next(1, 6);
                    await SendAsync(wallet, (p, o, c) => p.Credits.ConsumeAsync(wallet, "unit", _user, quantity, operation: o, cancellationToken: c), d => -d.Amount);
                    break;
            }
        }
    }

    private async Task PurchaseAsync(WalletId wallet)
    {
        int amount = _random.Next(1, 4);
        await SendAsync(wallet, (p, o, c) => p.Admin.PurchaseAsync(wallet, new(amount), Actor.System, o, c), _ => amount);
    }

    private async Task ReserveAsync(WalletId wallet)
    {
        int quantity = _random.Next(1, 8);
        CreditReservation? reservation = await SendAsync(
            wallet, (p, o, c) => p.Credits.ReserveAsync(wallet, "unit", _user, quantity, operation: o, cancellationToken: c), r => -r.Amount);
        if (reservation is null)
        {
            return;
        }

        // One stays open where the caller gives up resolving it: it holds its credits, which is accounted for as well.
        string id = reservation.Detach();
        int used = _random.Next(0, quantity + 1);
        if (used == 0)
        {
            await SendAsync(wallet, (p, o, c) => p.Credits.ReleaseAsync(wallet, id, _user, o, c), r => r.Returned);
        }
        else
        {
            await SendAsync(wallet, (p, o, c) => p.Credits.CaptureAsync(wallet, id, _user, used, operation: o, cancellationToken: c), r => r.Returned);
        }
    }

    /// <summary>Sends a command until its fate is known; the default where it was refused, or given up before it began.</summary>
    private async Task<T?> SendAsync<T>(
        WalletId wallet, Func<LibraryProcess, string, CancellationToken, ValueTask<CreditResult<T>>> send, Func<T, CreditAmount> moved)
        where T : notnull
    {
        string operation = $"caller-{number}-{++_commands}";
        using CancellationTokenSource giving = new();
        bool mayGiveUp = _random.Next(4) == 0;
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            LibraryProcess process = processes[_random.Next(processes.Length)];
            try
            {
                Task<CreditResult<T>> sending = send(process, operation, mayGiveUp ? giving.Token : default).AsTask();
                if (mayGiveUp)
                {
                    for (int turns = _random.Next(4); turns > 0; turns--)
                    {
                        await Task.Yield();
                    }

                    await giving.CancelAsync();
                }

                CreditResult<T> result = await sending;
                Replayed += result.IsReplayed ? 1 : 0;
                Refused += result.IsAccepted ? 0 : 1;
                if (result.TryGetValue(out T? value))
                {
                    told.TryAdd((wallet, operation), moved(value)).Should().BeTrue();
                }

                return value;
            }
            catch (OperationCanceledException) when (mayGiveUp)
            {
                GivenUp++;
                return default;
            }
            catch (CreditsUnavailableException)
            {
                // It may have been written: from now on only an answer ends it.
                mayGiveUp = false;
                Failed++;
                await Task.Yield();
            }
        }

        throw new TimeoutException($"Operation '{operation}' failed {MostAttempts} times.");
    }
}
