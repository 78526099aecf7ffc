namespace Credits.Testing.Conformance;

/// <summary>Carries what a check found out of a case, which then adds its name.</summary>
internal sealed class MismatchException(string expected, string found) : Exception($"Expected {expected}; found {found}.")
{
    public string Expected { get; } = expected;

    public string Found { get; } = found;
}
