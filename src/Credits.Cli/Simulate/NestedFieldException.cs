namespace Credits.Cli.Simulate;

/// <summary>Something inside a field is wrong.</summary>
internal sealed class NestedFieldException(string code) : Exception(code)
{
    /// <summary>One of the codes of <see cref="InvalidField"/>.</summary>
    public string Code { get; } = code;
}
