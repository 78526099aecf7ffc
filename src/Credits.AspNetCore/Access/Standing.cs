namespace Credits.AspNetCore.Access;

/// <summary>What somebody must be in a wallet to reach an endpoint.</summary>
internal enum Standing
{
    /// <summary>Any role.</summary>
    Member,

    /// <summary>The role admin or system.</summary>
    Administrator,

    /// <summary>An administrator whom the billing policy lets pass, or the role system.</summary>
    Billing,
}
