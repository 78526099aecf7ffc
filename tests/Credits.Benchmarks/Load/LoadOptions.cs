using System.Globalization;

namespace Credits.Benchmarks.Load;

/// <summary>What the load tool is asked to do.</summary>
internal sealed record LoadOptions
{
    public const string Usage =
        """
        load --store memory|sqlite|postgres --wallets N [--zipf S] --callers C --seconds T
             --mix consume|reserve-capture|mixed [--against baseline|fresh|idle] [--rounds R] [--json]
             [--grants N] [--other-wallets N] [--rows N]   what the store holds before (3, 0 and 0)
             [--due-wallets N]                              further wallets that fall due just before the load; idle: without draining them
             [--ids uuid|text]                              operation ids: UUIDs of version 7, or plain text
             [--connection S]                               a PostgreSQL to use instead of a throw-away one
        """;

    public string Store { get; init; } = "memory";

    public int Wallets { get; init; } = 1;

    /// <summary>The exponent of Zipf's law, by which some wallets are taken more often; 0 for all alike.</summary>
    public double Zipf { get; init; }

    public int Callers { get; init; } = 1;

    /// <summary>How long a round of one contender lasts.</summary>
    public double Seconds { get; init; } = 3;

    public string Mix { get; init; } = "consume";

    /// <summary>Whom the library plays in turns with: <c>baseline</c>, itself on a <c>fresh</c> store, or itself <c>idle</c> over what is due; null for nobody.</summary>
    public string? Against { get; init; }

    /// <summary>Rounds that count; one more goes before, to warm up.</summary>
    public int Rounds { get; init; } = 3;

    public bool Json { get; init; }

    public int Grants { get; init; } = StoreShape.FewestGrants;

    public int OtherWallets { get; init; }

    public long Rows { get; init; }

    /// <summary>Wallets in which something falls due when the load begins, so that there is a backlog to drain.</summary>
    public int DueWallets { get; init; }

    /// <summary>What operation ids are: <c>uuid</c>, of version 7, as the library makes them, or <c>text</c>.</summary>
    public string Ids { get; init; } = "uuid";

    public string? Connection { get; init; }

    public StoreShape Shape => new(Wallets, Grants, OtherWallets, Rows, DueWallets);

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">Something in it is wrong; the message says what.</exception>
    public static LoadOptions Parse(string[] args)
    {
        LoadOptions options = new();
        for (int i = 0; i < args.Length; i++)
        {
            string name = args[i];
            string Value() => i + 1 < args.Length ? args[++i] : throw new FormatException($"{name} wants a value.");
            long Whole(long least, long most) =>
                Value() is var given && long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= least && number <= most
                    ? number
                    : throw new FormatException($"{name} is a whole number from {least} to {most}, not '{given}'.");
            double Number(double least, double most) =>
                Value() is var given && double.TryParse(given, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most
                    ? number
                    : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{name} is a number from {least} to {most}, not '{given}'."));
            string OneOf(params string[] known) =>
                Value() is var given && known.Contains(given) ? given : throw new FormatException($"{name} is one of {string.Join(", ", known)}, not '{given}'.");

            options = name switch
            {
                "--store" => options with { Store = OneOf("memory", "sqlite", "postgres") },
                "--wallets" => options with { Wallets = (int)Whole(1, 10_000_000) },
                "--zipf" => options with { Zipf = Number(0, 10) },
                "--callers" => options with { Callers = (int)Whole(1, 100_000) },
                "--seconds" => options with { Seconds = Number(0.01, 86_400) },
                "--mix" => options with { Mix = OneOf("consume", "reserve-capture", "mixed") },
                "--against" => options with { Against = OneOf("baseline", "fresh", "idle") },
                "--rounds" => options with { Rounds = (int)Whole(1, 1_000) },
                "--json" => options with { Json = true },
                "--grants" => options with { Grants = (int)Whole(StoreShape.FewestGrants, 1_000_000) },
                "--other-wallets" => options with { OtherWallets = (int)Whole(0, 10_000_000) },
                "--rows" => options with { Rows = Whole(0, 1_000_000_000) },
                "--due-wallets" => options with { DueWallets = (int)Whole(0, 10_000_000) },
                "--ids" => options with { Ids = OneOf("uuid", "text") },
                "--connection" => options with { Connection = Value() },
                _ => throw new FormatException($"'{name}' is not known."),
            };
        }

        if (options.Connection is not null && options.Store != "postgres")
        {
            throw new FormatException("--connection goes with --store postgres.");
        }

        return (options.DueWallets == 0 && options.Against != "idle") || (options is { DueWallets: > 0, Against: "idle" } && options.Store != "memory")
            ? options
            : throw new FormatException("--due-wallets N and --against idle go together, with a durable store.");
    }
}
