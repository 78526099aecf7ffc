namespace Credits.TopUps;

/// <summary>What can become of a payment.</summary>
public enum TopUpResult
{
    /// <summary>It is not decided yet.</summary>
    Pending,

    /// <summary>The money was taken.</summary>
    Paid,

    /// <summary>The money was not taken, and will not be.</summary>
    Declined,
}
