using Credits.Notifications;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Credits.DependencyInjection;

/// <summary>
/// Records what falls due and delivers notices, at every interval and whenever a commit of this process had notices. What fails is
/// logged and tried again at the next turn. Does nothing where <see cref="CreditsOptions.RunMaintenance"/> is off.
/// </summary>
internal sealed partial class CreditsHostedService(
    ICreditsMaintenance maintenance,
    IEnumerable<INotifier> notifiers,
    NoticeSignal signal,
    IOptions<CreditsOptions> options,
    ILoggerFactory? loggers = null) : BackgroundService
{
    private readonly ILogger _logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger<CreditsHostedService>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.RunMaintenance)
        {
            return;
        }

        // Without a notifier nobody would take the notices: they stay in the store for when there is one.
        bool delivers = notifiers.Any();
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(maintenance.AdvanceDueAsync, "Recording what fell due", stoppingToken).ConfigureAwait(false);
            if (delivers)
            {
                await TryAsync(maintenance.DeliverNoticesAsync, "Delivering notices", stoppingToken).ConfigureAwait(false);
            }

            await signal.WaitAsync(options.Value.MaintenanceInterval, stoppingToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Work} failed; it is tried again at the next turn, within {Interval}.")]
    private static partial void LogFailed(ILogger logger, string work, TimeSpan interval, Exception error);

    private async Task TryAsync(Func<CancellationToken, ValueTask<int>> workAsync, string name, CancellationToken stoppingToken)
    {
        try
        {
            await workAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            LogFailed(_logger, name, options.Value.MaintenanceInterval, error);
        }
    }
}
