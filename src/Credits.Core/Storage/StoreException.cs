namespace Credits.Storage;

/// <summary>A store failed and knows what became of the commit, or that nothing was to be written.</summary>
public sealed class StoreException : Exception
{
    /// <summary>Says what is known.</summary>
    /// <param name="fate">What became of the commit.</param>
    /// <param name="message">What failed, and what to do, in whole sentences.</param>
    /// <param name="cause">What the driver said.</param>
    public StoreException(CommandFate fate, string message, Exception? cause = null)
        : base(message, cause) => Fate = fate;

    /// <summary>What became of the commit.</summary>
    public CommandFate Fate { get; }
}
