using Credits.Domain;
using Credits.Engine;
using Credits.Notifications;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Credits.TopUps;

/// <summary>
/// Takes requests for top-ups from the outbox to the host's provider, and the outcomes down the wallet's lane. Leases, time-outs, repetition and
/// order are the outbox's: what throws here comes again with the same attempt. Between a payment and its grant the attempt is still in flight in the journal, so
/// that whoever goes on after a crash asks about that same payment.
/// </summary>
internal sealed partial class TopUpNotifier(ITopUpProvider provider, LaneCache lanes, ILoggerFactory? loggers = null) : INotifier
{
    private readonly ILogger _logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger<TopUpNotifier>();

    public string Name => "top-up";

    public async ValueTask NotifyAsync(Notice notice, CancellationToken cancellationToken)
    {
        if (notice is not TopUpRequested requested || !await IsInFlightAsync(requested, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        TopUpOutcome outcome = await AskAsync(requested, cancellationToken).ConfigureAwait(false);

        // The host may be stopping, or the time of this call be over: what is known of somebody's money is written down all the same.
        if (outcome.Result == TopUpResult.Paid)
        {
            CompleteTopUp command = new(Actor.System, requested.Attempt, outcome.Text);
            (await lanes.SendAsync(requested.Wallet, command, command.Operation, Answers.Grant, CancellationToken.None).ConfigureAwait(false)).GetValueOrThrow();
        }
        else if (outcome.Result == TopUpResult.Declined)
        {
            FailTopUp command = new(Actor.System, requested.Attempt, outcome.Text);
            CreditResult<WalletTotals> failed =
                await lanes.SendAsync(requested.Wallet, command, command.Operation, Answers.Totals, CancellationToken.None).ConfigureAwait(false);
            if (failed.Refusal is { } refusal)
            {
                LogContradiction(_logger, requested.Attempt, requested.Wallet, refusal.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The provider declined top-up attempt {Attempt} of wallet {Wallet}, which is not recorded: {Reason}")]
    private static partial void LogContradiction(ILogger logger, string attempt, WalletId wallet, string reason);

    /// <summary>What was settled meanwhile, by a webhook or an earlier delivery, is not asked about.</summary>
    private async ValueTask<bool> IsInFlightAsync(TopUpRequested requested, CancellationToken cancellationToken) =>
        (await lanes.ReadAsync(
            requested.Wallet, Actor.System, (wallet, _) => wallet.TopUps?.IsInFlight(requested.Attempt) == true, administers: true, cancellationToken)
            .ConfigureAwait(false)).GetValueOrThrow();

    private async ValueTask<TopUpOutcome> AskAsync(TopUpRequested requested, CancellationToken cancellationToken)
    {
        TopUpRequest request = new(requested.Wallet, requested.Attempt, requested.Amount, requested.StartedAt);
        return await provider.PurchaseAsync(request, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"The top-up provider {provider.GetType().Name} answered null about attempt {requested.Attempt}.");
    }
}
