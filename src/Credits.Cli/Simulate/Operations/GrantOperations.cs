using Credits.Cli.Output;
using NodaTime;

namespace Credits.Cli.Simulate.Operations;

/// <summary>Credits that are granted, bought and taken back.</summary>
internal static class GrantOperations
{
    private const int DefaultPriority = 100;
    private const int LibraryDigits = 10;

    public static readonly OperationKind Grant = new(
        "grant",
        [FieldName.Amount, FieldName.Kind, FieldName.Grant, FieldName.Priority, FieldName.EffectiveAt, FieldName.ExpiresAt, FieldName.Note],
        static async (commands, head) =>
        {
            FieldReader fields = commands.Fields;
            CreditAmount amount = fields.RequiredAmount(FieldName.Amount);
            GrantKind kind = fields.RequiredChoice<GrantKind>(FieldName.Kind);
            if (kind is not (GrantKind.Complimentary or GrantKind.Promotional or GrantKind.Adjustment))
            {
                fields.Fail(FieldName.Kind);
            }

            string? grant = NewGrant(fields);
            int? priority = fields.Priority(FieldName.Priority);
            Instant? effectiveAt = fields.Instant(FieldName.EffectiveAt);
            Instant? expiresAt = fields.Instant(FieldName.ExpiresAt);
            if (expiresAt <= effectiveAt)
            {
                fields.Fail(FieldName.ExpiresAt);
            }

            string? note = fields.Text(FieldName.Note);
            if (commands.IsInvalid(head))
            {
                return;
            }

            GrantRequest request = new(amount, kind)
            {
                Grant = grant,
                Priority = priority ?? DefaultPriority,
                EffectiveAt = effectiveAt,
                ExpiresAt = expiresAt,
                Note = note,
            };
            commands.Answers.Write(head, await commands.Admin.GrantAsync(head.Wallet, request, head.By, head.Operation), static (json, receipt) =>
                json.WriteString("grant"u8, receipt.Grant));
        },
        makesGrant: true);

    public static readonly OperationKind Purchase = new(
        "purchase",
        [FieldName.Amount, FieldName.Grant, FieldName.Priority, FieldName.ExpiresAt, FieldName.Note],
        static async (commands, head) =>
        {
            FieldReader fields = commands.Fields;
            CreditAmount amount = fields.RequiredAmount(FieldName.Amount);
            string? grant = NewGrant(fields);
            int? priority = fields.Priority(FieldName.Priority);
            Instant? expiresAt = fields.Instant(FieldName.ExpiresAt);
            string? note = fields.Text(FieldName.Note);
            if (commands.IsInvalid(head))
            {
                return;
            }

            PurchaseRequest request = new(amount) { Grant = grant, Priority = priority ?? DefaultPriority, ExpiresAt = expiresAt, Note = note };
            commands.Answers.Write(head, await commands.Admin.PurchaseAsync(head.Wallet, request, head.By, head.Operation), static (json, receipt) =>
                json.WriteString("grant"u8, receipt.Grant));
        },
        makesGrant: true);

    public static readonly OperationKind Void = new("void", [FieldName.Grant, FieldName.Amount, FieldName.Reason], static async (commands, head) =>
    {
        string grant = commands.Fields.RequiredIdentifier(FieldName.Grant);
        CreditAmount? amount = commands.Fields.Amount(FieldName.Amount);
        string reason = commands.Fields.RequiredText(FieldName.Reason);
        if (!commands.IsInvalid(head))
        {
            commands.Answers.Write(head, await commands.Admin.VoidAsync(head.Wallet, grant, reason, head.By, amount, head.Operation), static (json, receipt) =>
                json.WriteAmount("amount"u8, receipt.Amount));
        }
    });

    /// <summary>Whether an id looks like those that the library gives to grants, such as <c>plan-0000000001</c>. Semantics, section 12.</summary>
    public static bool HasLibraryForm(string id)
    {
        int dash = id.Length - LibraryDigits - 1;
        return dash > 0 && id[dash] == '-'
            && WireNames.TryParse(id[..dash], out GrantKind _)
            && id.AsSpan(dash + 1).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private static string? NewGrant(FieldReader fields)
    {
        string? grant = fields.Identifier(FieldName.Grant);
        if (grant is not null && HasLibraryForm(grant))
        {
            fields.Fail(FieldName.Grant);
        }

        return grant;
    }
}
