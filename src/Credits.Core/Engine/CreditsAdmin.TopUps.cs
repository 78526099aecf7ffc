using Credits.Domain;

namespace Credits.Engine;

/// <content>Automatic purchases.</content>
internal sealed partial class CreditsAdmin
{
    public ValueTask<CreditResult<WalletTotals>> SetTopUpAsync(
        WalletId wallet, TopUpSettings? settings, Actor by, string? operation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        return lanes.SendAsync(wallet, new SetTopUp(by, settings), OperationId.Of(operation), Answers.Totals, cancellationToken);
    }

    public ValueTask<CreditResult<TopUpStatus>> GetTopUpAsync(WalletId wallet, Actor by, CancellationToken cancellationToken = default) =>
        lanes.ReadAsync(wallet, by, Views.TopUp, administers: true, cancellationToken);

    public ValueTask<CreditResult<WalletTotals>> ResumeTopUpAsync(
        WalletId wallet, Actor by, string? operation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        return lanes.SendAsync(wallet, new ResumeTopUp(by), OperationId.Of(operation), Answers.Totals, cancellationToken);
    }

    public ValueTask<CreditResult<GrantReceipt>> CompleteTopUpAsync(
        WalletId wallet, string attempt, Actor by, string? reference = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        CompleteTopUp command = new(by, RequireAttempt(attempt), Identifier.OptionalText(reference, nameof(reference)));
        return lanes.SendAsync(wallet, command, command.Operation, Answers.Grant, cancellationToken);
    }

    public ValueTask<CreditResult<WalletTotals>> FailTopUpAsync(
        WalletId wallet, string attempt, Actor by, string? reason = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        FailTopUp command = new(by, RequireAttempt(attempt), Identifier.OptionalText(reason, nameof(reason)));
        return lanes.SendAsync(wallet, command, command.Operation, Answers.Totals, cancellationToken);
    }

    private static string RequireAttempt(string attempt) => TopUpAttempt.HasForm(Identifier.Require(attempt, nameof(attempt)))
        ? attempt
        : throw new InvalidFieldException(nameof(attempt), attempt, "an attempt has the id that the top-up request names, 'top-up-' and 32 hexadecimal digits");
}
