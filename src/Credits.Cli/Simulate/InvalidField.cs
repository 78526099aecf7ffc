namespace Credits.Cli.Simulate;

/// <summary>Why a command is answered <c>invalid</c>.</summary>
/// <param name="Code">One of the codes of this class.</param>
/// <param name="Field">The top-level field.</param>
internal sealed record InvalidField(string Code, string Field)
{
    public const string Required = "required";
    public const string InvalidValue = "invalid_value";
    public const string UnknownField = "unknown_field";
}
