using System.Globalization;
using NodaTime;

namespace Credits.Notifiers;

/// <summary>Somebody who gets notices by e-mail. Immutable.</summary>
/// <param name="Address">His e-mail address, such as <c>ada@example.com</c>. One that is none fails the delivery to him alone.</param>
public sealed record NoticeRecipient(string Address)
{
    /// <summary>His name; null where it is not known.</summary>
    public string? Name { get; init; }

    /// <summary>In which language the letter is, and how it writes numbers and dates. Default: English as in the United States, or the invariant culture where the host has no other.</summary>
    public CultureInfo Culture { get; init; } = EnglishCulture.UnitedStates;

    /// <summary>In which time zone dates are shown to him; the wallet's where null.</summary>
    public DateTimeZone? Zone { get; init; }
}
