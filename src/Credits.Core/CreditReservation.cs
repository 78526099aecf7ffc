using NodaTime;

namespace Credits;

/// <summary>
/// A hold on credits for work under way. Capture what was really used, or release; disposing of an unresolved reservation releases it,
/// and one that nobody resolves expires by itself. A refused capture leaves it unresolved: look at the answer, or make it throw.
/// The answer to a repeated reserve is not released by disposing: it belongs to whoever was answered first. Methods may be called from
/// any thread; the first resolution wins. One that was made inside a transaction of the host's (<see cref="ICredits.Enlist"/>) is resolved in it
/// while it is open, and as any other when it has ended.
/// </summary>
public sealed class CreditReservation : IAsyncDisposable
{
    private readonly Func<ICredits> _resolver;
    private readonly Actor _by;
    private int _owned = 1;

    internal CreditReservation(Func<ICredits> resolver, WalletId wallet, string id, Actor by, CreditAmount amount, Instant expiresAt)
    {
        _resolver = resolver;
        _by = by;
        Wallet = wallet;
        Id = id;
        Amount = amount;
        ExpiresAt = expiresAt;
    }

    /// <summary>The wallet.</summary>
    public WalletId Wallet { get; }

    /// <summary>The reservation's id, by which another process can resolve it.</summary>
    public string Id { get; }

    /// <summary>Credits it holds.</summary>
    public CreditAmount Amount { get; }

    /// <summary>When it expires by itself, as far as this object knows.</summary>
    public Instant ExpiresAt { get; private set; }

    /// <summary>Charges what was really used and gives the rest back. See <see cref="ICredits.CaptureAsync"/>.</summary>
    /// <param name="quantity">What was used; 0 releases; all that was reserved where left out.</param>
    /// <param name="allowPartial">Whether overage takes what limits and balance permit where it is less.</param>
    /// <param name="operation">The operation's id, by which a repetition is known; made up where left out.</param>
    /// <param name="cancellationToken">Gives up waiting; a command under way is finished all the same.</param>
    /// <returns>What was charged and what came back. A refusal leaves the reservation open.</returns>
    public async ValueTask<CreditResult<CaptureReceipt>> CaptureAsync(
        Quantity? quantity = null, bool allowPartial = false, string? operation = null, CancellationToken cancellationToken = default)
    {
        try
        {
            CreditResult<CaptureReceipt> result = await _resolver().CaptureAsync(Wallet, Id, _by, quantity, allowPartial, operation, cancellationToken).ConfigureAwait(false);
            if (result.IsAccepted)
            {
                Detach();
            }

            return result;
        }
        catch (CreditsUnavailableException failure) when (failure.Fate == CommandFate.Unknown)
        {
            // It may have been captured: to release it now would make a repetition of the capture too late.
            Detach();
            throw;
        }
    }

    /// <summary>Gives everything back. See <see cref="ICredits.ReleaseAsync"/>.</summary>
    /// <param name="operation">The operation's id, by which a repetition is known; made up where left out.</param>
    /// <param name="cancellationToken">Gives up waiting; a command under way is finished all the same.</param>
    /// <returns>What came back.</returns>
    public async ValueTask<CreditResult<ReleaseReceipt>> ReleaseAsync(string? operation = null, CancellationToken cancellationToken = default)
    {
        CreditResult<ReleaseReceipt> result = await _resolver().ReleaseAsync(Wallet, Id, _by, operation, cancellationToken).ConfigureAwait(false);
        if (result.IsAccepted)
        {
            Detach();
        }

        return result;
    }

    /// <summary>Lets it live longer. See <see cref="ICredits.ExtendAsync"/>.</summary>
    /// <param name="timeToLive">How long from now, more than 0 and at most 7 days.</param>
    /// <param name="operation">The operation's id, by which a repetition is known; made up where left out.</param>
    /// <param name="cancellationToken">Gives up waiting; a command under way is finished all the same.</param>
    /// <returns>When it expires now.</returns>
    public async ValueTask<CreditResult<ExtensionReceipt>> ExtendAsync(
        Duration timeToLive, string? operation = null, CancellationToken cancellationToken = default)
    {
        CreditResult<ExtensionReceipt> result = await _resolver().ExtendAsync(Wallet, Id, timeToLive, _by, operation, cancellationToken).ConfigureAwait(false);
        if (result.TryGetValue(out ExtensionReceipt extension))
        {
            ExpiresAt = extension.ExpiresAt;
        }

        return result;
    }

    /// <summary>Gives up the duty to resolve it: disposing does nothing any more, and whoever knows <see cref="Id"/> may resolve it.</summary>
    /// <returns>The reservation's id.</returns>
    public string Detach()
    {
        Interlocked.Exchange(ref _owned, 0);
        return Id;
    }

    /// <summary>Releases the reservation unless it was captured, released or detached. One that expired or was resolved elsewhere is left as it is.</summary>
    /// <returns>When it is done. Where the store fails nothing is thrown over the exception that may be on its way: the reservation expires by itself.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _owned, 0) == 1)
        {
            try
            {
                await _resolver().ReleaseAsync(Wallet, Id, _by).ConfigureAwait(false);
            }
            catch (CreditsUnavailableException)
            {
                // The expiry of the reservation does what could not be done here.
            }
        }
    }
}
