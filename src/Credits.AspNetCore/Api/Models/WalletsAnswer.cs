namespace Credits.AspNetCore.Api.Models;

/// <summary>The wallets that the caller may choose from.</summary>
internal sealed record WalletsAnswer(IReadOnlyList<WalletAnswer> Wallets);

/// <summary>A wallet, as whom the caller acts in it, and what he may do: <c>read</c>, <c>limits</c>, <c>billing</c>.</summary>
internal sealed record WalletAnswer(string Wallet, ActorAnswer Actor, IReadOnlyList<string> May);

/// <summary>Who acts.</summary>
internal sealed record ActorAnswer(string Id, string Name, string Role)
{
    public static ActorAnswer Of(Actor actor) => new(actor.Id, actor.Name, WireNames.Of(actor.Role));
}

/// <summary>A token to send with writes, and the header to send it in.</summary>
internal sealed record AntiforgeryAnswer(string Header, string Token);
