using Credits.Cli.Output;

namespace Credits.Cli.Simulate.Operations;

/// <summary>Asking for a price, paying it, and getting it back.</summary>
internal static class DebitOperations
{
    public static readonly OperationKind Consume = new("consume", [FieldName.Feature, FieldName.Quantity, FieldName.AllowPartial], static async (commands, head) =>
    {
        string feature = commands.Fields.RequiredIdentifier(FieldName.Feature);
        Quantity? quantity = commands.Fields.Quantity(FieldName.Quantity, allowsZero: false);
        bool allowPartial = commands.Fields.Flag(FieldName.AllowPartial);
        if (!commands.IsInvalid(head))
        {
            CreditResult<Debit> result = await commands.Credits.ConsumeAsync(head.Wallet, feature, head.By, quantity, allowPartial, head.Operation);
            commands.Answers.Write(head, result, static (json, debit) =>
            {
                json.WriteAmount("amount"u8, debit.Amount);
                json.WritePositive("shortfall"u8, debit.Shortfall);
            });
        }
    });

    public static readonly OperationKind Refund = new("refund", [FieldName.Target, FieldName.Amount, FieldName.Reason], static async (commands, head) =>
    {
        string target = commands.Fields.RequiredIdentifier(FieldName.Target);
        CreditAmount? amount = commands.Fields.Amount(FieldName.Amount);
        string reason = commands.Fields.RequiredText(FieldName.Reason);
        if (!commands.IsInvalid(head))
        {
            commands.Answers.Write(head, await commands.Admin.RefundAsync(head.Wallet, target, reason, head.By, amount, head.Operation), static (json, receipt) =>
                json.WriteAmount("amount"u8, receipt.Amount));
        }
    });

    /// <summary>The answer has the status that a consume would get now; where that is a refusal, its price is told all the same.</summary>
    public static readonly OperationKind Quote = new("quote", [FieldName.Feature, FieldName.Quantity], static async (commands, head) =>
    {
        string feature = commands.Fields.RequiredIdentifier(FieldName.Feature);
        Quantity? quantity = commands.Fields.Quantity(FieldName.Quantity, allowsZero: false);
        if (commands.IsInvalid(head))
        {
            return;
        }

        CreditResult<Quote> result = await commands.Credits.QuoteAsync(head.Wallet, feature, head.By, quantity);
        if (result.TryGetValue(out Quote? quote) && quote.Refusal is { } refusal)
        {
            commands.Answers.WriteRefused(head, refusal, result.Totals, quote.Amount);
            return;
        }

        commands.Answers.Write(head, result, static (json, accepted) =>
        {
            json.WriteAmount("amount"u8, accepted.Amount);
            json.WriteAllocations(accepted.Allocations);
        });
    }, writes: false);
}
