namespace Credits.Cli.CommandLine;

/// <summary>Names of a closed set on a command line, spelt as in files.</summary>
internal static class ChoiceArgument
{
    /// <exception cref="ToolException">It is none of them.</exception>
    public static TEnum? Read<TEnum>(string option, string? text)
        where TEnum : struct, Enum =>
        text is null ? null
        : WireNames.TryParse(text, out TEnum value) ? value
        : throw new ToolException($"{option} '{text}' is not known. One of: {Names<TEnum>()}.");

    public static string Names<TEnum>()
        where TEnum : struct, Enum => string.Join(", ", WireNames.All<TEnum>());
}
