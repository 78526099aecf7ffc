namespace Credits;

/// <summary>Too little is available for the debit.</summary>
/// <param name="Message">A sentence for people.</param>
/// <param name="Available">What is available.</param>
/// <param name="Requested">What the debit asked for; of a capture, the extra.</param>
public sealed record InsufficientCreditsRefusal(string Message, CreditAmount Available, CreditAmount Requested)
    : Refusal(RefusalCode.InsufficientCredits, Message)
{
    /// <summary>What is missing.</summary>
    public CreditAmount Shortfall => Requested - Available;
}
