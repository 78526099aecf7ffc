using System.Text.Json;
using Credits.Cli.Output;
using NodaTime;

namespace Credits.Cli.Simulate.Operations;

/// <summary>What a wallet holds, how it came to that, and who used it.</summary>
internal static class ReadOperations
{
    private const int PageSize = 1_000;

    public static readonly OperationKind Balance = new("balance", [FieldName.AsOf], static async (commands, head) =>
    {
        Instant? asOf = commands.Fields.Instant(FieldName.AsOf);
        if (commands.IsInvalid(head))
        {
            return;
        }

        CreditResult<WalletBalance> result = await commands.Admin.GetBalanceAsync(head.Wallet, head.By, asOf);
        if (!result.TryGetValue(out WalletBalance? balance))
        {
            commands.Answers.WriteRefused(head, result.Refusal!, result.Totals, null);
            return;
        }

        // As of a past instant the totals are the balance's own, not those of now.
        Utf8JsonWriter json = commands.Answers.Begin(head, AnswerStatus.Accepted, new WalletTotals(balance.Available, balance.Reserved));
        json.WriteBalanceDetails(balance);
        commands.Lines.End();
    }, writes: false);

    public static readonly OperationKind Transactions = new(
        "transactions",
        [FieldName.From, FieldName.To, FieldName.Type, FieldName.Kind, FieldName.User, FieldName.Feature, FieldName.OldestFirst],
        static async (commands, head) =>
        {
            FieldReader fields = commands.Fields;
            TransactionFilter filter = new()
            {
                From = fields.Instant(FieldName.From),
                To = fields.Instant(FieldName.To),
                Type = fields.Choice<TransactionType>(FieldName.Type),
                Kind = fields.Choice<TransactionKind>(FieldName.Kind),
                User = fields.Identifier(FieldName.User),
                Feature = fields.Identifier(FieldName.Feature),
            };
            bool oldestFirst = fields.Flag(FieldName.OldestFirst);
            if (!commands.IsInvalid(head))
            {
                await WriteTransactionsAsync(commands, head, filter, oldestFirst);
            }
        },
        writes: false);

    public static readonly OperationKind Usage = new("usage", [FieldName.From, FieldName.To, FieldName.By], static async (commands, head) =>
    {
        Instant? from = commands.Fields.Instant(FieldName.From);
        Instant? to = commands.Fields.Instant(FieldName.To);
        UsageGrouping by = commands.Fields.RequiredChoice<UsageGrouping>(FieldName.By);
        if (!commands.IsInvalid(head))
        {
            commands.Answers.Write(head, await commands.Admin.GetUsageAsync(head.Wallet, head.By, by, from, to), static (json, sums) =>
            {
                json.WriteStartArray("usage"u8);
                foreach (UsageSum sum in sums)
                {
                    json.WriteStartObject();
                    json.WriteString("key"u8, sum.Key);
                    json.WriteAmount("amount"u8, sum.Amount);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
        }
    }, writes: false);

    private static async ValueTask WriteTransactionsAsync(Commands commands, CommandHead head, TransactionFilter filter, bool oldestFirst)
    {
        CreditResult<TransactionPage> result = await commands.Admin.GetTransactionsAsync(head.Wallet, head.By, filter, PageSize, null, oldestFirst);
        if (!result.TryGetValue(out TransactionPage? page))
        {
            commands.Answers.WriteRefused(head, result.Refusal!, result.Totals, null);
            return;
        }

        Utf8JsonWriter json = commands.Answers.Begin(head, AnswerStatus.Accepted, result.Totals);
        json.WriteStartArray("rows"u8);
        while (true)
        {
            foreach (Transaction row in page.Rows)
            {
                json.WriteRow(row);
            }

            if (page.Next is not { } next)
            {
                break;
            }

            commands.Lines.Continue();
            page = (await commands.Admin.GetTransactionsAsync(head.Wallet, head.By, filter, PageSize, next, oldestFirst)).GetValueOrThrow();
        }

        json.WriteEndArray();
        commands.Lines.End();
    }
}
