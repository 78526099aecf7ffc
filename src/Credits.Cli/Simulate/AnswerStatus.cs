namespace Credits.Cli.Simulate;

/// <summary>What became of a command; the wire name is the member's in snake case.</summary>
internal enum AnswerStatus
{
    Accepted,
    Replayed,
    Refused,
    Invalid,
}
