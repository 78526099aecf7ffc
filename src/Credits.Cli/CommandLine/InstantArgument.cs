using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Credits.Cli.CommandLine;

/// <summary>Instants on a command line: as in files, or a date for its first moment in UTC.</summary>
internal static class InstantArgument
{
    public const string Form = "INSTANT";

    public const string Forms = "INSTANT is 2026-01-31T23:59:59Z, or 2026-01-31 for the first moment of that day in UTC.";

    /// <exception cref="ToolException">It is none.</exception>
    public static Instant? Read(string option, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (InstantText.TryParse(Encoding.UTF8.GetBytes(text), out Instant instant))
        {
            return instant;
        }

        return LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date }
            ? date.AtMidnight().InUtc().ToInstant()
            : throw new ToolException($"{option} '{text}' is no instant. {Forms}");
    }
}
