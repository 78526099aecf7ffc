using NodaTime;

namespace Credits.Domain;

/// <summary>A command with what its decision depends on besides the wallet and the catalogue.</summary>
internal readonly record struct Request(Command Command, string Operation, Instant Now, Past? Past)
{
    /// <summary>Begins the entry of the accepted operation.</summary>
    public void Begin(Draft draft) => draft.Begin(Now, Command.Actor, Operation, Command);

    /// <summary>Begins an entry of notices alone: a refused operation leaves no other mark. Semantics, section 10.</summary>
    public void BeginRefusal(Draft draft) => draft.Begin(Now, Command.Actor, null, null);
}
