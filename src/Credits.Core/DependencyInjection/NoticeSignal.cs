using Credits.Journal;
using Credits.Storage;

namespace Credits.DependencyInjection;

/// <summary>Wakes the hosted service when a commit of this process had notices. One signal stands for any number of commits.</summary>
internal sealed class NoticeSignal : ICommitObserver
{
    /// <summary>The longest that a wait may be told to last.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(int.MaxValue);

    private TaskCompletionSource _raised = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Committed(WalletId wallet, IReadOnlyList<JournalEntry> entries)
    {
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i].Notices.Count > 0)
            {
                Volatile.Read(ref _raised).TrySetResult();
                return;
            }
        }
    }

    /// <summary>Waits for the signal, or for so long, or for the end, whichever comes first, and takes the signal down.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        TaskCompletionSource raised = Volatile.Read(ref _raised);
        await raised.Task.WaitAsync(atMost < LongestWait ? atMost : LongestWait, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (raised.Task.IsCompleted)
        {
            // Taken down before anything is looked at: what raised it until now is seen by the turn that follows, what comes later raises the new one.
            Volatile.Write(ref _raised, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }
}
