using System.Globalization;
using Credits;
using Credits.Pricing;
using NodaTime;
using NodaTime.Text;

namespace QuickStart;

/// <summary>Prints answers in columns, in colour where the terminal shows any.</summary>
internal sealed class Screen(CreditCatalog catalog)
{
    private static readonly InstantPattern Time = InstantPattern.CreateWithInvariantCulture("dd MMM HH':'mm");

    private readonly bool _colours = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";

    public static string Number(CreditAmount amount) => amount.ToDecimal().ToString("#,0.######", CultureInfo.InvariantCulture);

    public void Heading(string text)
    {
        Print("", null);
        Print(text, ConsoleColor.Cyan);
    }

    /// <summary>What was asked for and what the library answered: a value in words of the caller's, or the refusal in its own.</summary>
    public void Answer<T>(Instant at, Actor by, string asked, CreditResult<T> result, Func<T, string> say)
        where T : notnull
    {
        string totals = result.Totals is { } t ? $"{Number(t.Available),9}{Number(t.Reserved),9}" : "";
        Print($"{Time.Format(at)}  {by.Name,-7}{asked,-40}{(result.IsAccepted ? say(result.Value) : "refused"),-33}{totals}", result.IsAccepted ? null : ConsoleColor.Red);
        if (result.Refusal is { } refusal)
        {
            Print($"{"",21}{WireNames.Of(refusal.Code)}: {refusal.Message}", ConsoleColor.Red);
        }
    }

    public void Columns() => Print($"{"when",-12}  {"who",-7}{"asked",-40}{"answer",-33}{"available",9}{"reserved",9}", ConsoleColor.DarkGray);

    public void Notice(Instant at, string kind, string details) => Print($"{Time.Format(at)}  notice {kind}: {details}", ConsoleColor.Yellow);

    public void Balance(WalletBalance balance)
    {
        foreach ((GrantKind kind, CreditAmount amount) in balance.ByKind)
        {
            Print($"{"",21}{WireNames.Of(kind),-37}{Number(amount),9}", null);
        }

        string reset = balance.NextReset is { } at ? $"next reset {Time.Format(at)}" : "";
        Print($"{Time.Format(balance.At)}  {"",7}{"available",-37}{Number(balance.Available),9}  {reset}", ConsoleColor.White);
    }

    public void Transactions(IEnumerable<Transaction> rows)
    {
        Print($"{"date",-12}  {"type",-8}{"amount",9}  {"who",-8}{"feature",-19}{"what",-15}{"reason",-27}{"balance",9}", ConsoleColor.DarkGray);
        foreach (Transaction row in rows)
        {
            string? feature = row.Feature is null ? null : catalog.FindFeature(row.Feature)?.DisplayName;
            string sign = row.Type == TransactionType.Debit ? "-" : "+";
            Print(
                $"{Time.Format(row.At)}  {WireNames.Of(row.Type),-8}{sign + Number(row.Amount),9}  {row.ActorName,-8}{feature,-19}{WireNames.Of(row.Kind),-15}{row.Reason,-27}{Number(row.Balance),9}",
                row.Type == TransactionType.Credit ? ConsoleColor.Green : null);
        }
    }

    private void Print(string line, ConsoleColor? colour)
    {
        if (_colours && colour is { } shown)
        {
            Console.ForegroundColor = shown;
        }

        Console.WriteLine(line.TrimEnd());
        if (_colours)
        {
            Console.ResetColor();
        }
    }
}
