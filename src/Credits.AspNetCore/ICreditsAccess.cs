using System.Security.Claims;

namespace Credits.AspNetCore;

/// <summary>
/// What a host implements to say who its principals are: which wallets one may see, and as whom. Everything else about access follows
/// from it and from the policies of <see cref="CreditsWebOptions"/>. Called once for each request; registered as a scoped service.
/// </summary>
/// <example>
/// <code>
/// internal sealed class OrganisationAccess : ICreditsAccess
/// {
///     public ValueTask&lt;Actor?&gt; FindActorAsync(ClaimsPrincipal principal, WalletId wallet, CancellationToken cancellationToken) =>
///         new(principal.FindFirstValue("organisation") == wallet.Value
///             ? new Actor(principal.FindFirstValue("sub")!, principal.Identity!.Name!, principal.IsInRole("admin") ? ActorRole.Admin : ActorRole.Member)
///             : null);
///
///     public ValueTask&lt;IReadOnlyList&lt;WalletId&gt;&gt; ListWalletsAsync(ClaimsPrincipal principal, CancellationToken cancellationToken) =>
///         new([principal.FindFirstValue("organisation")!]);
/// }
/// </code>
/// </example>
public interface ICreditsAccess
{
    /// <summary>Tells as whom a principal acts in a wallet.</summary>
    /// <param name="principal">Who was authenticated.</param>
    /// <param name="wallet">The wallet that the request names; it need not exist.</param>
    /// <param name="cancellationToken">The request was given up.</param>
    /// <returns>
    /// The actor with the role that the principal has in this wallet; null where nothing of it is his, which is answered like a wallet
    /// that does not exist.
    /// </returns>
    ValueTask<Actor?> FindActorAsync(ClaimsPrincipal principal, WalletId wallet, CancellationToken cancellationToken);

    /// <summary>Lists the wallets that a principal may choose from; of very many, the first.</summary>
    /// <param name="principal">Who was authenticated.</param>
    /// <param name="cancellationToken">The request was given up.</param>
    /// <returns>Wallets for which <see cref="FindActorAsync"/> knows him.</returns>
    ValueTask<IReadOnlyList<WalletId>> ListWalletsAsync(ClaimsPrincipal principal, CancellationToken cancellationToken);
}
