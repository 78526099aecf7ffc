namespace Credits.Testing.Conformance;

/// <summary>A store does not keep its contract.</summary>
public sealed class StoreConformanceException : Exception
{
    /// <summary>Says what does not agree.</summary>
    /// <param name="name">The case's name.</param>
    /// <param name="expected">What the contract asks for.</param>
    /// <param name="found">What the store did.</param>
    /// <param name="cause">What the store threw, if it did.</param>
    public StoreConformanceException(string name, string expected, string found, Exception? cause = null)
        : base($"{name}: expected {expected}; found {found}.", cause)
    {
        Name = name;
        Expected = expected;
        Found = found;
    }

    /// <summary>The case's name.</summary>
    public string Name { get; }

    /// <summary>What the contract asks for.</summary>
    public string Expected { get; }

    /// <summary>What the store did.</summary>
    public string Found { get; }
}
