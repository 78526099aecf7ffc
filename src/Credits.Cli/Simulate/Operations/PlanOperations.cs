using Credits.Cli.Output;

namespace Credits.Cli.Simulate.Operations;

/// <summary>Changing and cancelling plans.</summary>
internal static class PlanOperations
{
    public static readonly OperationKind ChangePlan = new("change_plan", [FieldName.Plan, FieldName.When], static async (commands, head) =>
    {
        string plan = commands.Fields.RequiredIdentifier(FieldName.Plan);
        PlanChangeTiming when = commands.Fields.Choice<PlanChangeTiming>(FieldName.When) ?? PlanChangeTiming.Auto;
        if (!commands.IsInvalid(head))
        {
            commands.Answers.Write(head, await commands.Admin.ChangePlanAsync(head.Wallet, plan, head.By, when, head.Operation), static (json, receipt) =>
                json.WriteInstant("effective"u8, receipt.Effective));
        }
    });

    public static readonly OperationKind CancelPlan = new("cancel_plan", [FieldName.When], static async (commands, head) =>
    {
        PlanCancelTiming when = commands.Fields.Choice<PlanCancelTiming>(FieldName.When) ?? PlanCancelTiming.PeriodEnd;
        if (!commands.IsInvalid(head))
        {
            commands.Answers.Write(head, await commands.Admin.CancelPlanAsync(head.Wallet, head.By, when, head.Operation), static (json, receipt) =>
                json.WriteInstant("effective"u8, receipt.Effective));
        }
    });
}
