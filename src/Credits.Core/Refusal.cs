namespace Credits;

/// <summary>Why a command was refused: an expected answer, not an error. The operation left no mark
/// (notices and what had fallen due aside) and may be tried again with the same id, for instance after a purchase.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Message">A sentence for people, in English.</param>
public record Refusal(RefusalCode Code, string Message);
