namespace Credits.Journal;

/// <summary>What a <see cref="JournalKey"/> names.</summary>
public enum JournalKeyKind
{
    /// <summary>An operation id: exactly one entry of a wallet has it.</summary>
    Operation,

    /// <summary>A reservation: the first entry about it makes it, later ones (capture, release, expiry, refund) touch it.</summary>
    Reservation,

    /// <summary>The charge of a consume, by its operation id: each refund touches it.</summary>
    Charge,

    /// <summary>An attempt to buy credits, by its id: the entry that starts it makes it, its outcome touches it.</summary>
    TopUp,
}
