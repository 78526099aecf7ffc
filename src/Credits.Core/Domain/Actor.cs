using Credits.Domain;

namespace Credits;

/// <summary>Who does something, as the host knows him: recorded with every transaction. Immutable. Semantics, section 11.</summary>
public sealed record Actor
{
    /// <summary>Describes who acts.</summary>
    /// <param name="id">The host's id of the user: 1 to 200 characters without control characters.</param>
    /// <param name="name">What admins read in the transactions: as the id.</param>
    /// <param name="role">What he may do.</param>
    /// <exception cref="ArgumentException">An id or name that is empty, too long or has control characters, or an unknown role.</exception>
    public Actor(string id, string name, ActorRole role)
    {
        Id = Identifier.Require(id, nameof(id));
        Name = Identifier.Require(name, nameof(name));
        Role = Enum.IsDefined(role) ? role : throw new ArgumentOutOfRangeException(nameof(role), role, "The roles are Member, Admin and System.");
    }

    /// <summary>The library itself and the host's own code: id <c>system</c>, name <c>System</c>.</summary>
    public static Actor System { get; } = new("system", "System", ActorRole.System);

    /// <summary>The host's id of the user.</summary>
    public string Id { get; }

    /// <summary>The name that admins read.</summary>
    public string Name { get; }

    /// <summary>What he may do.</summary>
    public ActorRole Role { get; }

    internal bool Administers => Role is ActorRole.Admin or ActorRole.System;

    /// <summary>A user of features.</summary>
    /// <param name="id">The host's id of the user.</param>
    /// <param name="name">The name that admins read; the id where left out.</param>
    /// <returns>The actor.</returns>
    public static Actor Member(string id, string? name = null) => new(id, name ?? id, ActorRole.Member);

    /// <summary>An administrator of the wallet.</summary>
    /// <param name="id">The host's id of the user.</param>
    /// <param name="name">The name that admins read; the id where left out.</param>
    /// <returns>The actor.</returns>
    public static Actor Admin(string id, string? name = null) => new(id, name ?? id, ActorRole.Admin);
}
