namespace Credits;

/// <summary>Why a command was refused: an expected answer, not an error. Nothing was written, and the same operation may be tried again.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Message">A sentence for people, in English.</param>
public record Refusal(RefusalCode Code, string Message);
