using System.CommandLine;
using Credits.Cli.CommandLine;

namespace Credits.Cli.Wallets;

/// <summary>The options that say which transactions are wanted.</summary>
internal sealed class FilterOptions
{
    private readonly Option<string> _from = new("--from") { Description = "From this instant on.", HelpName = InstantArgument.Form };
    private readonly Option<string> _to = new("--to") { Description = "Before this instant.", HelpName = InstantArgument.Form };
    private readonly Option<string> _type = new("--type") { Description = $"One of: {ChoiceArgument.Names<TransactionType>()}.", HelpName = "TYPE" };
    private readonly Option<string> _kind = new("--kind") { Description = $"One of: {ChoiceArgument.Names<TransactionKind>()}.", HelpName = "KIND" };
    private readonly Option<string> _user = new("--user") { Description = "Only what the actor of this id did.", HelpName = "ID" };
    private readonly Option<string> _feature = new("--feature") { Description = "Only rows of this feature.", HelpName = "KEY" };
    private readonly Option<bool> _oldestFirst = new("--oldest-first") { Description = "The oldest first; the newest where left out." };

    public FilterOptions(Command command)
    {
        foreach (Option option in (Option[])[_from, _to, _type, _kind, _user, _feature, _oldestFirst])
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="ToolException">An option cannot be read.</exception>
    public TransactionFilter Filter(ParseResult parsed) => new()
    {
        From = InstantArgument.Read("--from", parsed.GetValue(_from)),
        To = InstantArgument.Read("--to", parsed.GetValue(_to)),
        Type = ChoiceArgument.Read<TransactionType>("--type", parsed.GetValue(_type)),
        Kind = ChoiceArgument.Read<TransactionKind>("--kind", parsed.GetValue(_kind)),
        User = parsed.GetValue(_user),
        Feature = parsed.GetValue(_feature),
    };

    public bool OldestFirst(ParseResult parsed) => parsed.GetValue(_oldestFirst);
}
