using Credits.Domain;

namespace Credits.Engine;

/// <summary>Ids for operations whose callers give none.</summary>
internal static class OperationId
{
    /// <summary>Ordered by time, so that databases append them; unique across processes.</summary>
    public static string Make()
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7().TryWriteBytes(bytes, bigEndian: true, out _);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>The id given, or else one made up. Those under which top-ups are settled are the library's own.</summary>
    public static string Of(string? given)
    {
        if (given is null)
        {
            return Make();
        }

        Identifier.Require(given, "operation");
        return TopUpAttempt.IsOperation(given)
            ? throw new InvalidFieldException("operation", given, "ids of this form are given to top-ups by the library; an attempt is settled by CompleteTopUpAsync or FailTopUpAsync")
            : given;
    }

    /// <summary>The operation's id where it may become a grant's: it must not look like those that the library makes. Semantics, section 12.</summary>
    public static string OfGrant(string? given, string? grant)
    {
        string operation = Of(given);
        if (grant is null && GrantTerms.HasLibraryForm(operation))
        {
            throw new InvalidFieldException("operation", operation, "ids of this form are given to grants by the library");
        }

        return operation;
    }
}
