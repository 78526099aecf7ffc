namespace Credits;

/// <summary>Which way a transaction moves the available balance.</summary>
public enum TransactionType
{
    /// <summary>Down.</summary>
    Debit,

    /// <summary>Up.</summary>
    Credit,
}
