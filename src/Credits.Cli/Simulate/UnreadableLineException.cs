namespace Credits.Cli.Simulate;

/// <summary>A line with which nothing can be begun: the simulation ends at it. What is merely invalid gets an answer instead.</summary>
internal sealed class UnreadableLineException : Exception
{
    public UnreadableLineException(long line, string? field, string reason)
        : base(field is null ? $"line {line}: {reason}" : $"line {line}: {field}: {reason}")
    {
    }
}
