using System.Security.Claims;

namespace Credits.AspNetCore.Tests.Host;

/// <summary>
/// Grace administers acme and Ada is a member of it; Eve administers globex and knows acme by name; Bill bills acme; Root is the host's
/// own; Olaf administers wallets with odd names.
/// </summary>
internal sealed class Organisations : ICreditsAccess
{
    public const string Acme = "acme";
    public const string Globex = "globex";

    public static IReadOnlyList<string> OddIds { get; } = ["a/b", "ünïcode 💰", "a b+c&d=e?f#g", "../etc", "<script>alert(1)</script>", "'; DROP TABLE x;--", "%41", "100%"];

    public ValueTask<Actor?> FindActorAsync(ClaimsPrincipal principal, WalletId wallet, CancellationToken cancellationToken)
    {
        string who = principal.Identity!.Name!;
        return new((who, wallet.Value) switch
        {
            ("grace", Acme) => Actor.Admin("grace", "Grace"),
            ("ada", Acme) => Actor.Member("ada", "Ada"),
            ("bob", Acme) => Actor.Member("bob", "Bob"),
            ("bill", Acme) => Actor.Admin("bill", "Bill"),
            ("eve", Globex) => Actor.Admin("eve", "Eve"),
            ("root", _) => new Actor("root", "Root", ActorRole.System),
            ("olaf", var odd) when OddIds.Contains(odd) => Actor.Admin("olaf", "Olaf"),
            _ => null,
        });
    }

    public ValueTask<IReadOnlyList<WalletId>> ListWalletsAsync(ClaimsPrincipal principal, CancellationToken cancellationToken) =>
        new((IReadOnlyList<WalletId>)(principal.Identity!.Name switch
        {
            "grace" or "ada" or "bob" or "bill" => [Acme],
            "eve" => [Globex],
            "root" => [Acme, Globex],
            _ => [],
        }));
}
