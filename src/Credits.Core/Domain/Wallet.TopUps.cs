namespace Credits.Domain;

/// <content>Automatic purchases. A wallet that never had settings for them knows nothing of them.</content>
internal sealed partial class Wallet
{
    public TopUpState? TopUps { get; private set; }

    /// <summary>The most that the wallet can still be given without leaving the range of an amount.</summary>
    public CreditAmount Room =>
        CreditAmount.Max(CreditAmount.Zero, CreditAmount.MaxValue - Available - Reserved - Scheduled);

    public void SetTopUp(TopUpSettings? settings)
    {
        TopUps ??= new();
        TopUps.Settings = settings;
    }

    internal void RestoreTopUps(TopUpState? state)
    {
        TopUps = state;
        state?.Schedule(this, LastInstant);
    }
}
