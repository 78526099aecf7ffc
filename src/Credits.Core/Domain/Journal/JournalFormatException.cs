using System.Text.Json;

namespace Credits.Journal;

/// <summary>
/// What a store gave back cannot be read: it was written by a newer version of this library, or it is damaged. Nothing was
/// changed. The message says what was found; it names no wallet, because the format does not.
/// </summary>
public sealed class JournalFormatException : Exception
{
    private JournalFormatException(string message, bool libraryIsTooOld, Exception? cause)
        : base(message, cause) => LibraryIsTooOld = libraryIsTooOld;

    /// <summary>Whether a newer version of this library would read it; otherwise what was stored is damaged.</summary>
    public bool LibraryIsTooOld { get; }

    internal static JournalFormatException TooOld(string found) =>
        new($"Found {found}, which this version of the library does not know: the library is too old for what was stored. Update it.", libraryIsTooOld: true, null);

    internal static JournalFormatException Damaged(string reason, Exception? cause = null) =>
        new($"What was stored is damaged: {reason}", libraryIsTooOld: false, cause);

    /// <summary>Whether reading fails like this where the text is not JSON, or its values are not what their names promise.</summary>
    internal static bool IsDamage(Exception failure) =>
        failure is JsonException or InvalidOperationException or FormatException or ArgumentException or OverflowException
            or IndexOutOfRangeException or KeyNotFoundException or TimeZoneNotFoundException;

    /// <summary>Refuses what a newer version of the library wrote.</summary>
    internal static void RequireFormat(long found, long newest)
    {
        if (found > newest)
        {
            throw TooOld(FormattableString.Invariant($"format {found} where the newest known is {newest}"));
        }
    }
}
