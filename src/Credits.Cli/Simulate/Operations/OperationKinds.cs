using System.Collections.Frozen;

namespace Credits.Cli.Simulate.Operations;

/// <summary>Every command there is, by name.</summary>
internal static class OperationKinds
{
    private static readonly FrozenDictionary<string, OperationKind> ByName = new[]
    {
        WalletOperations.Open,
        GrantOperations.Grant,
        GrantOperations.Purchase,
        GrantOperations.Void,
        PlanOperations.ChangePlan,
        PlanOperations.CancelPlan,
        WalletOperations.SetLimits,
        WalletOperations.SetAlerts,
        DebitOperations.Consume,
        ReservationOperations.Reserve,
        ReservationOperations.Extend,
        ReservationOperations.Capture,
        ReservationOperations.Release,
        DebitOperations.Refund,
        DebitOperations.Quote,
        ReadOperations.Balance,
        ReadOperations.Transactions,
        ReadOperations.Usage,
        WalletOperations.Advance,
    }.ToFrozenDictionary(k => k.Name, StringComparer.Ordinal);

    public static OperationKind? Find(string name) => ByName.GetValueOrDefault(name);
}
