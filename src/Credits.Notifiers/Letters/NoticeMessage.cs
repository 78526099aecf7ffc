namespace Credits.Notifiers;

/// <summary>A letter as it is sent. Immutable.</summary>
/// <param name="Subject">The subject. Line breaks and other control characters become spaces.</param>
/// <param name="Text">The letter as plain text.</param>
/// <param name="Html">The same as an HTML document, with everything from outside encoded; null for a letter in plain text alone.</param>
public sealed record NoticeMessage(string Subject, string Text, string? Html);
