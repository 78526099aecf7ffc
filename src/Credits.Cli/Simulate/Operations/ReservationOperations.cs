using Credits.Cli.Output;
using Credits.Pricing;
using NodaTime;

namespace Credits.Cli.Simulate.Operations;

/// <summary>The life of a reservation.</summary>
internal static class ReservationOperations
{
    public static readonly OperationKind Reserve = new(
        "reserve",
        [FieldName.Feature, FieldName.Quantity, FieldName.Reservation, FieldName.Ttl],
        static async (commands, head) =>
        {
            string feature = commands.Fields.RequiredIdentifier(FieldName.Feature);
            Quantity? quantity = commands.Fields.Quantity(FieldName.Quantity, allowsZero: false);
            string? reservation = commands.Fields.Identifier(FieldName.Reservation);
            Duration? ttl = TimeToLive(commands.Fields);
            if (commands.IsInvalid(head))
            {
                return;
            }

            CreditResult<CreditReservation> result =
                await commands.Credits.ReserveAsync(head.Wallet, feature, head.By, quantity, reservation, ttl, head.Operation);
            commands.Answers.Write(head, result, static (json, reserved) =>
            {
                // Whether it is captured, released or left to expire is for later lines to say.
                json.WriteString("reservation"u8, reserved.Detach());
                json.WriteAmount("amount"u8, reserved.Amount);
                json.WriteInstant("expiresAt"u8, reserved.ExpiresAt);
            });
        });

    public static readonly OperationKind Extend = new("extend", [FieldName.Reservation, FieldName.Ttl], static async (commands, head) =>
    {
        string reservation = commands.Fields.RequiredIdentifier(FieldName.Reservation);
        Duration? ttl = TimeToLive(commands.Fields);
        if (ttl is null)
        {
            commands.Fields.Fail(FieldName.Ttl, InvalidField.Required);
        }

        if (!commands.IsInvalid(head))
        {
            CreditResult<ExtensionReceipt> result = await commands.Credits.ExtendAsync(head.Wallet, reservation, ttl!.Value, head.By, head.Operation);
            commands.Answers.Write(head, result, static (json, receipt) => json.WriteInstant("expiresAt"u8, receipt.ExpiresAt));
        }
    });

    public static readonly OperationKind Capture = new(
        "capture",
        [FieldName.Reservation, FieldName.Quantity, FieldName.AllowPartial],
        static async (commands, head) =>
        {
            string reservation = commands.Fields.RequiredIdentifier(FieldName.Reservation);
            Quantity? quantity = commands.Fields.Quantity(FieldName.Quantity, allowsZero: true);
            bool allowPartial = commands.Fields.Flag(FieldName.AllowPartial);
            if (commands.IsInvalid(head))
            {
                return;
            }

            CreditResult<CaptureReceipt> result =
                await commands.Credits.CaptureAsync(head.Wallet, reservation, head.By, quantity, allowPartial, head.Operation);
            commands.Answers.Write(head, result, static (json, receipt) =>
            {
                json.WriteAmount("amount"u8, receipt.Amount);
                json.WriteAmount("returned"u8, receipt.Returned);
                json.WritePositive("shortfall"u8, receipt.Shortfall);
            });
        });

    public static readonly OperationKind Release = new("release", [FieldName.Reservation], static async (commands, head) =>
    {
        string reservation = commands.Fields.RequiredIdentifier(FieldName.Reservation);
        if (!commands.IsInvalid(head))
        {
            commands.Answers.Write(head, await commands.Credits.ReleaseAsync(head.Wallet, reservation, head.By, head.Operation), static (json, receipt) =>
                json.WriteAmount("returned"u8, receipt.Returned));
        }
    });

    private static Duration? TimeToLive(FieldReader fields)
    {
        Duration? ttl = fields.Duration(FieldName.Ttl);
        if (ttl > CreditFeature.LongestReservation)
        {
            fields.Fail(FieldName.Ttl);
        }

        return ttl;
    }
}
