using Credits.Domain;
using NodaTime;

namespace Credits.Engine;

/// <summary>A command or a read on its way through a lane, and its answer.</summary>
internal sealed class WorkItem
{
    [ThreadStatic]
    private static WorkItem? _spare;

    private WaitingCaller? _caller;

    /// <summary>The latest consume, where nobody else holds it.</summary>
    private Consume? _consume;

    private WorkItem()
    {
    }

    public WorkItem(Func<Wallet, Instant, object> read) => Read = read;

    public Command? Command { get; private set; }

    /// <summary>The operation's id; null for a read.</summary>
    public string? Operation { get; private set; }

    /// <summary>Looks at a wallet known to be current.</summary>
    public Func<Wallet, Instant, object>? Read { get; }

    public Decision Decision { get; set; }

    public object? ReadValue { get; set; }

    public bool WalletExists { get; set; }

    public WalletTotals Totals { get; set; }

    /// <summary>What went wrong; set anew each time the item is decided.</summary>
    public Exception? Error { get; set; }

    public static WorkItem For(Command command, string operation)
    {
        WorkItem item = _spare ?? new();
        _spare = null;
        item.Command = command;
        item.Operation = operation;
        return item;
    }

    /// <summary>The same for the most frequent of commands: it comes with the item, and is used again with it.</summary>
    public static WorkItem ForConsume(Actor by, string feature, Quantity? quantity, bool allowPartial, string operation)
    {
        if (_spare is not { _consume: { } consume })
        {
            return For(new Consume(by, feature, quantity, allowPartial), operation);
        }

        consume.Become(by, feature, quantity, allowPartial);
        return For(consume, operation);
    }

    /// <summary>Takes an item whose answer was read, and which nobody else holds, to be used again by whoever sends a command from this thread. Pays in the benchmark <c>load --store memory</c>.</summary>
    public static void Recycle(WorkItem item)
    {
        if (item.Command is Consume consume)
        {
            item._consume = ReferenceEquals(item.Decision.Entry?.Command, consume) ? null : consume;
        }

        item.Command = null;
        item.Operation = null;
        item.Decision = default;
        item._caller = null;
        _spare = item;
    }

    /// <summary>Lets the caller wait in the lane's queue.</summary>
    public WaitingCaller Enqueued(CancellationToken cancellationToken) => _caller = new(cancellationToken);

    public bool TryTake() => _caller!.TryTake();

    /// <summary>Lets the answer leave, where its caller waits for it.</summary>
    public void Complete() => _caller?.Answer();
}
