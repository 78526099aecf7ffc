using Credits.Domain;
using NodaTime;

namespace Credits.Engine;

/// <summary>A command or a read on its way through a lane, and its answer.</summary>
internal sealed class WorkItem
{
    private WaitingCaller? _caller;

    public WorkItem(Command command, string operation)
    {
        Command = command;
        Operation = operation;
    }

    public WorkItem(Func<Wallet, Instant, object> read) => Read = read;

    public Command? Command { get; }

    /// <summary>The operation's id; null for a read.</summary>
    public string? Operation { get; }

    /// <summary>Looks at a wallet known to be current.</summary>
    public Func<Wallet, Instant, object>? Read { get; }

    public Decision Decision { get; set; }

    public object? ReadValue { get; set; }

    public bool WalletExists { get; set; }

    public WalletTotals Totals { get; set; }

    /// <summary>What went wrong; set anew each time the item is decided.</summary>
    public Exception? Error { get; set; }

    /// <summary>Lets the caller wait in the lane's queue.</summary>
    public Task Enqueued(CancellationToken cancellationToken)
    {
        _caller = new(cancellationToken);
        return _caller.Answered;
    }

    public bool TryTake() => _caller!.TryTake();

    /// <summary>Lets the answer leave.</summary>
    public void Complete() => _caller?.Answer();

    public void Fail(Exception error)
    {
        Error = error;
        Complete();
    }
}
