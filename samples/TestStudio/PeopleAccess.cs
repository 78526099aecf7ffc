using System.Security.Claims;
using Credits;
using Credits.AspNetCore;

namespace TestStudio;

/// <summary>Whose wallets somebody may see: those of the organisations he belongs to.</summary>
internal sealed class PeopleAccess : ICreditsAccess
{
    public const string BillingClaim = "billing";

    public static Person? PersonOf(ClaimsPrincipal principal) => People.Find(principal.FindFirstValue(ClaimTypes.NameIdentifier));

    public ValueTask<Actor?> FindActorAsync(ClaimsPrincipal principal, WalletId wallet, CancellationToken cancellationToken) =>
        new(PersonOf(principal) is { } person && person.Roles.TryGetValue(wallet.Value, out ActorRole role) ? new Actor(person.Id, person.Name, role) : null);

    public ValueTask<IReadOnlyList<WalletId>> ListWalletsAsync(ClaimsPrincipal principal, CancellationToken cancellationToken) =>
        new((IReadOnlyList<WalletId>)[.. (PersonOf(principal)?.Roles.Keys ?? []).Select(static id => new WalletId(id))]);
}
