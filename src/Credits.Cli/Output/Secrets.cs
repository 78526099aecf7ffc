using System.Text.RegularExpressions;

namespace Credits.Cli.Output;

/// <summary>Keeps passwords out of what is written about connection strings.</summary>
internal static partial class Secrets
{
    public static string Mask(string text) => InUri().Replace(InPairs().Replace(text, "${key}***"), "${user}***@");

    [GeneratedRegex(
        """(?<key>(password|pwd|psw|passphrase)\s*=\s*)("[^"]*"|'[^']*'|[^;'\s]*)""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex InPairs();

    [GeneratedRegex("(?<user>://[^:/@\\s]*:)[^@\\s]*@", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex InUri();
}
