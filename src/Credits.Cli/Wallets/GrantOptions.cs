using System.CommandLine;
using Credits.Cli.CommandLine;
using NodaTime;

namespace Credits.Cli.Wallets;

/// <summary>The options that say what to grant.</summary>
internal sealed class GrantOptions
{
    private const string Purchased = "purchased";
    private static readonly GrantKind[] Kinds = [GrantKind.Adjustment, GrantKind.Complimentary, GrantKind.Promotional];

    private readonly Option<string> _kind = new("--kind")
    {
        Description = "adjustment, complimentary, promotional or purchased. What was purchased raises monthly limits.",
        HelpName = "KIND",
        DefaultValueFactory = _ => WireNames.Of(GrantKind.Adjustment),
    };

    private readonly Option<string> _id = new("--id") { Description = "The grant's id, unique in the wallet; the operation's where left out.", HelpName = "ID" };
    private readonly Option<string> _expires = new("--expires") { Description = "When what is unused expires; never where left out.", HelpName = InstantArgument.Form };
    private readonly Option<string> _note = new("--note") { Description = "Why; shown with the transaction.", HelpName = "TEXT" };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_kind, _id, _expires, _note])
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="ToolException">An option cannot be read.</exception>
    public Given Terms(ParseResult parsed)
    {
        string name = parsed.GetRequiredValue(_kind);
        GrantKind? kind = name == Purchased ? null
            : WireNames.TryParse(name, out GrantKind found) && Kinds.Contains(found) ? found
            : throw new ToolException($"--kind '{name}' is not known. One of: {string.Join(", ", Kinds.Select(WireNames.Of))}, {Purchased}.");
        return new(kind, name, parsed.GetValue(_id), InstantArgument.Read("--expires", parsed.GetValue(_expires)), parsed.GetValue(_note));
    }

    /// <summary>What was given.</summary>
    /// <param name="Kind">The kind; null for a purchase.</param>
    /// <param name="KindName">The kind's name.</param>
    /// <param name="Id">The grant's id.</param>
    /// <param name="ExpiresAt">When it expires.</param>
    /// <param name="Note">Why.</param>
    internal sealed record Given(GrantKind? Kind, string KindName, string? Id, Instant? ExpiresAt, string? Note);
}
