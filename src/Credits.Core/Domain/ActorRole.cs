namespace Credits;

/// <summary>What an actor may do. Semantics, section 11.</summary>
public enum ActorRole
{
    /// <summary>May use features (quote, consume, reserve, extend, capture, release) and see his own usage.</summary>
    Member,

    /// <summary>May also see balance and transactions and administer the wallet.</summary>
    Admin,

    /// <summary>The host's own code; may what an admin may.</summary>
    System,
}
