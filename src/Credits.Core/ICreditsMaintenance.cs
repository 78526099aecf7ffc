namespace Credits;

/// <summary>Work that keeps wallets up to date between commands. It changes what reads cost, never what they say. Safe for concurrent use.</summary>
public interface ICreditsMaintenance
{
    /// <summary>Records what fell due in every wallet up to now: expiries, resets, scheduled grants, notices. Semantics, section 2.</summary>
    /// <param name="cancellationToken">Stops between wallets.</param>
    /// <returns>How many wallets had something due.</returns>
    ValueTask<int> AdvanceDueAsync(CancellationToken cancellationToken = default);

    /// <summary>Gives committed notices to every registered notifier until none is left.</summary>
    /// <param name="cancellationToken">Stops between notices.</param>
    /// <returns>How many notices were delivered.</returns>
    ValueTask<int> DeliverNoticesAsync(CancellationToken cancellationToken = default);
}
