namespace Credits.Cli.Output;

/// <summary>Text of others on a terminal or in a line: control characters could move the cursor, or begin a line that is none.</summary>
internal static class Plain
{
    private const char Replacement = '\uFFFD';

    public static string Text(string? text) =>
        text is null ? "" : text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? Replacement : c)) : text;
}
