namespace Credits.PostgreSql;

/// <summary>What an entry that is committed alone touches besides its wallet and its operation.</summary>
internal enum LoneSubject
{
    /// <summary>Nothing, as most entries.</summary>
    None,

    /// <summary>One reservation or attempt to buy that must not have been known.</summary>
    New,

    /// <summary>One that may be known, and then leads to this entry from now on.</summary>
    Known,
}
