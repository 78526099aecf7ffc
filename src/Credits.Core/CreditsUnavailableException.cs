namespace Credits;

/// <summary>The store failed. Says whether the command may have been applied, and with which operation id it is safe to repeat.</summary>
public sealed class CreditsUnavailableException : Exception
{
    /// <summary>Carries what is known.</summary>
    /// <param name="fate">What is known of the command.</param>
    /// <param name="wallet">The wallet.</param>
    /// <param name="operation">The command's operation id, given or made up; null for a read.</param>
    /// <param name="cause">What the store said.</param>
    public CreditsUnavailableException(CommandFate fate, WalletId wallet, string? operation, Exception cause)
        : base(Say(fate, wallet, operation, cause), cause)
    {
        Fate = fate;
        Wallet = wallet;
        Operation = operation;
    }

    /// <summary>What is known of the command.</summary>
    public CommandFate Fate { get; }

    /// <summary>The wallet.</summary>
    public WalletId Wallet { get; }

    /// <summary>The command's operation id, given or made up; null for a read.</summary>
    public string? Operation { get; }

    private static string Say(CommandFate fate, WalletId wallet, string? operation, Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        string what = operation is null ? $"Wallet '{wallet}' could not be read" : $"Operation '{operation}' on wallet '{wallet}' failed";
        string known = (operation, fate) switch
        {
            (null, _) => "nothing was written",
            (_, CommandFate.NotApplied) => "nothing was written, it may be repeated",
            _ => "it may or may not have been written, repeat it with the same operation id to learn which",
        };
        return $"{what}; {known}. {cause.Message}";
    }
}
