using Credits.Storage;

namespace Credits.Engine;

/// <summary>A commit threw; carries how far the batch was decided.</summary>
internal sealed class CommitFailedException(int decided, StoreException cause) : Exception(cause.Message, cause)
{
    public int Decided { get; } = decided;

    public StoreException Cause { get; } = cause;
}
