using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace UsageFromCsv;

/// <summary>Makes the commands of <c>credits simulate</c> out of calls: here is decided what the host would have asked the library.</summary>
internal sealed class Commands
{
    private const int Wallets = 50;
    private const int Users = 500;

    /// <summary>The most that a call may generate, as its caller sets it: reserved beforehand, when nobody knows yet what it will be.</summary>
    private const int MostGenerated = 1_000;

    private static readonly Duration TimeToGenerateOne = Duration.FromMilliseconds(20);

    private readonly List<(Instant At, object Command)> _commands = [];

    /// <summary>Every wallet on its plan, and with its limits: one for all together by month, one for each user by day.</summary>
    public void AddWallets(Instant at)
    {
        for (int i = 0; i < Wallets; i++)
        {
            string wallet = Wallet(i);
            Add(at, new { at = Text(at), op = "open", wallet, plan = "team" });
            Add(at, new
            {
                at = Text(at),
                op = "set_limits",
                wallet,
                limits = new object[]
                {
                    new { id = "month", soft = new[] { "70%" }, hard = "80%" },
                    new { id = "each-user", user = "*", window = "day", soft = new[] { 40 }, hard = 50 },
                },
            });
        }
    }

    /// <summary>A call reserves the context that it has and the most that it may generate, and captures what it did generate when it ends.</summary>
    public void AddCall(int number, UsageRow row)
    {
        // The export does not say who called: users are dealt out, the same every time.
        int user = (int)((uint)number * 2_654_435_761u % Users);
        string wallet = Wallet(user % Wallets);
        var actor = new { id = $"user-{user:D3}", name = $"User {user}", role = "member" };
        string call = $"call-{number:D6}";
        Instant start = row.At;
        Instant end = start + (TimeToGenerateOne * row.GeneratedTokens);
        Add(start, new
        {
            at = Text(start),
            op = "reserve",
            wallet,
            operation = call,
            actor,
            feature = "assistant",
            quantity = new { contextTokens = row.ContextTokens, generatedTokens = MostGenerated },
        });
        Add(end, new
        {
            at = Text(end),
            op = "capture",
            wallet,
            operation = $"{call}-end",
            actor,
            reservation = call,
            quantity = new { contextTokens = row.ContextTokens, generatedTokens = row.GeneratedTokens },
        });
    }

    /// <summary>What is left, and who used it.</summary>
    public void AddReports(Instant at)
    {
        for (int i = 0; i < Wallets; i++)
        {
            string wallet = Wallet(i);
            Add(at, new { at = Text(at), op = "balance", wallet });
            Add(at, new { at = Text(at), op = "usage", wallet, by = "user" });
        }
    }

    /// <summary>Writes a line each, in the order of time.</summary>
    public void Write(TextWriter output)
    {
        foreach ((Instant _, object command) in _commands.OrderBy(c => c.At))
        {
            output.Write(JsonSerializer.Serialize(command));
            output.Write('\n');
        }
    }

    private static string Wallet(int number) => $"org-{number:D2}";

    private static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    private void Add(Instant at, object command) => _commands.Add((at, command));
}
