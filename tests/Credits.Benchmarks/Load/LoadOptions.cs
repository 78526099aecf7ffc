using System.Globalization;

namespace Credits.Benchmarks.Load;

/// <summary>What the load tool is asked to do.</summary>
internal sealed record LoadOptions
{
    public const string Usage =
        "load --store memory --wallets N [--zipf S] --callers C --seconds T --mix consume|reserve-capture|mixed [--against baseline] [--rounds R] [--json]";

    public string Store { get; init; } = "memory";

    public int Wallets { get; init; } = 1;

    public double Zipf { get; init; }

    public int Callers { get; init; } = 1;

    public double Seconds { get; init; } = 3;

    public string Mix { get; init; } = "consume";

    public bool AgainstBaseline { get; init; }

    public int Rounds { get; init; } = 3;

    public bool Json { get; init; }

    public static LoadOptions Parse(string[] args)
    {
        LoadOptions options = new();
        for (int i = 0; i < args.Length; i++)
        {
            string Value() => i + 1 < args.Length ? args[++i] : throw new FormatException($"{args[i]} wants a value. {Usage}");
            double Number() => double.Parse(Value(), CultureInfo.InvariantCulture);
            options = args[i] switch
            {
                "--store" => options with { Store = OneOf("--store", Value(), "memory") },
                "--wallets" => options with { Wallets = (int)Number() },
                "--zipf" => options with { Zipf = Number() },
                "--callers" => options with { Callers = (int)Number() },
                "--seconds" => options with { Seconds = Number() },
                "--mix" => options with { Mix = OneOf("--mix", Value(), "consume", "reserve-capture", "mixed") },
                "--against" => options with { AgainstBaseline = OneOf("--against", Value(), "baseline") == "baseline" },
                "--rounds" => options with { Rounds = (int)Number() },
                "--json" => options with { Json = true },
                _ => throw new FormatException($"'{args[i]}' is not known. {Usage}"),
            };
        }

        return options;
    }

    private static string OneOf(string name, string value, params string[] known) =>
        known.Contains(value) ? value : throw new FormatException($"{name} is one of {string.Join(", ", known)}, not '{value}'.");
}
