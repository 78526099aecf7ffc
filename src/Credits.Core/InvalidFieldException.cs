namespace Credits;

/// <summary>
/// A caller's bug: a field of a command has a value that can never be right. Nothing was written.
/// <see cref="ArgumentException.ParamName"/> names the field, the message says value and reason.
/// </summary>
public sealed class InvalidFieldException : ArgumentException
{
    private const int ShownCharacters = 60;

    /// <summary>Names the field, the value and what is wrong with it.</summary>
    /// <param name="field">The field's name.</param>
    /// <param name="value">The value as text; shown shortened, control characters escaped.</param>
    /// <param name="reason">What is wrong, as half a sentence.</param>
    public InvalidFieldException(string field, string value, string reason)
        : base(null, field)
    {
        Value = value;
        Reason = reason;
    }

    /// <summary>Field, value and reason in one sentence.</summary>
    public override string Message => $"{ParamName}: '{Show(Value)}' is not valid: {Reason}.";

    /// <summary>The value as text.</summary>
    public string Value { get; }

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; }

    private static string Show(string value)
    {
        string shown = value.Length <= ShownCharacters ? value : value[..ShownCharacters] + "…";
        return string.Concat(shown.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()));
    }
}
