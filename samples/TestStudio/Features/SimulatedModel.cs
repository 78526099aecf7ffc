namespace TestStudio.Features;

/// <summary>
/// Stands for an AI model: it makes up its answers from lists of words, on this machine, and asks nobody. What the credits do around it is real.
/// </summary>
internal sealed class SimulatedModel
{
    private static readonly string[] Actions = ["Submit", "Cancel", "Repeat", "Reload", "Undo", "Filter", "Sort", "Paste"];
    private static readonly string[] Conditions = ["an empty form", "a very long text", "two tabs open", "no connection", "a slow answer", "a keyboard alone", "the session expired"];
    private static readonly string[] Regions = ["header", "navigation", "price table", "footer", "dialog", "form"];

    /// <summary>As many scenarios as it finds, which may be fewer than were asked for.</summary>
    public IReadOnlyList<string> Scenarios(string subject, int most)
    {
        Random random = SeedFrom(subject);
        int found = Math.Min(most, 1 + (subject.Length / 8) + random.Next(3));
        return [.. Enumerable.Range(1, found).Select(n => $"{n}. {subject}: {Pick(random, Actions)} with {Pick(random, Conditions)}")];
    }

    public IReadOnlyList<string> Differences(int widthPixels, int heightPixels)
    {
        Random random = SeedFrom($"{widthPixels}x{heightPixels}");
        return [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"{Pick(random, Regions)}: moved by {random.Next(1, 12)} pixels")];
    }

    /// <summary>An answer, and the tokens it took: about four characters each.</summary>
    public (string Text, int InputTokens, int OutputTokens) Answer(string question)
    {
        Random random = SeedFrom(question);
        string text = $"For \"{question}\", first test {Pick(random, Conditions)}, then {Pick(random, Actions).ToUpperInvariant()} in the {Pick(random, Regions)}.";
        return (text, Tokens(question), Tokens(text));
    }

    public static int Tokens(string text) => (text.Length / 4) + 1;

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    // The same question has the same answer, on every machine.
    private static Random SeedFrom(string text) => new(text.Aggregate(17, static (seed, c) => unchecked((seed * 31) + c)));
}
