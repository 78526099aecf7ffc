using NodaTime;

namespace Credits.Domain;

/// <summary>Refusals with their sentences.</summary>
internal static class Refusals
{
    public static Refusal NotAuthorized(Actor actor) =>
        new(RefusalCode.NotAuthorized, $"The role {WireNames.Of(actor.Role)} does not allow this; an administrator may.");

    public static Refusal OperationReused(string operation) =>
        new(RefusalCode.OperationReused, $"Operation '{operation}' was accepted before with other content; give a new operation another id.");

    public static Refusal WalletNotFound(WalletId wallet) => new(RefusalCode.WalletNotFound, $"There is no wallet '{wallet}'; open it first.");

    public static Refusal WalletExists(WalletId wallet) => new(RefusalCode.WalletExists, $"Wallet '{wallet}' is open already.");

    public static Refusal PlanNotFound(string plan) => new(RefusalCode.PlanNotFound, $"The catalogue has no plan '{plan}'.");

    public static Refusal NoPlan(WalletId wallet) => new(RefusalCode.NoPlan, $"Wallet '{wallet}' has no plan.");

    public static Refusal FeatureUnknown(string feature) => new(RefusalCode.FeatureUnknown, $"The catalogue has no feature '{feature}'.");

    public static Refusal QuantityNotPriced(string feature, Quantity? quantity, string price) => new(
        RefusalCode.QuantityNotPriced,
        quantity is null
            ? $"Feature '{feature}' has no default quantity; give one ({price})."
            : $"The price of feature '{feature}' ({price}) does not cover the quantity {quantity}.");

    public static Refusal GrantNotFound(string grant) => new(RefusalCode.GrantNotFound, $"The wallet has no grant '{grant}'.");

    public static Refusal GrantExists(string grant) => new(RefusalCode.GrantExists, $"The wallet has a grant '{grant}' already.");

    public static Refusal ExceedsGrant(string grant, CreditAmount remaining) =>
        new(RefusalCode.ExceedsGrant, $"Grant '{grant}' has {remaining} credits remaining.");

    public static Refusal ReservationNotFound(string reservation) =>
        new(RefusalCode.ReservationNotFound, $"The wallet has no reservation '{reservation}'.");

    public static Refusal ReservationExists(string reservation) =>
        new(RefusalCode.ReservationExists, $"The wallet has a reservation '{reservation}' already.");

    public static Refusal Resolved(string reservation, ReservationOutcome outcome) => outcome switch
    {
        ReservationOutcome.Captured => new(RefusalCode.ReservationCaptured, $"Reservation '{reservation}' was captured before."),
        ReservationOutcome.Released => new(RefusalCode.ReservationReleased, $"Reservation '{reservation}' was released before."),
        _ => new(RefusalCode.ReservationExpired, $"Reservation '{reservation}' has expired; its credits came back."),
    };

    public static Refusal ExceedsReservation(string reservation, CreditAmount reserved, CreditAmount actual) =>
        new(RefusalCode.ExceedsReservation, $"Reservation '{reservation}' holds {reserved} credits, and {actual} were to be captured; its feature charges no overage.");

    public static Refusal TargetNotFound(string target) =>
        new(RefusalCode.TargetNotFound, $"The wallet has no consume of operation '{target}' and no captured reservation '{target}'.");

    public static Refusal TopUpNotFound(string attempt) =>
        new(RefusalCode.TargetNotFound, $"The wallet has no top-up attempt '{attempt}'.");

    public static Refusal TopUpCompleted(string attempt) =>
        new(RefusalCode.TopUpCompleted, $"Top-up attempt '{attempt}' was paid, and its credits were granted; void its grant to take them back.");

    public static Refusal ExceedsCharge(string target, CreditAmount left) =>
        new(RefusalCode.ExceedsCharge, $"Of what '{target}' was charged, {left} credits are left to refund.");

    public static Refusal HardLimit(LimitPolicy policy, CreditAmount usage, CreditAmount threshold, CreditAmount asked, Instant? resetsAt)
    {
        CreditAmount remaining = CreditAmount.Max(CreditAmount.Zero, threshold - usage);
        string until = resetsAt is { } at ? $"; the window resets at {at}" : "";
        return new HardLimitRefusal(
            $"Limit '{policy.Id}' allows {threshold} credits; {usage} are used, {remaining} remain, and {asked} were asked for{until}.",
            policy.Id,
            usage,
            threshold,
            remaining,
            resetsAt);
    }

    public static Refusal Insufficient(CreditAmount available, CreditAmount requested) => new InsufficientCreditsRefusal(
        $"{requested} credits were asked for and {available} are available; {requested - available} are missing.",
        available,
        requested);
}
