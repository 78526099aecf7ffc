using Credits.Diagnostics;
using Credits.Engine;
using Credits.Notifications;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Credits.DependencyInjection;

/// <summary>
/// Records what falls due and delivers notices while the host runs, and looks up for the gauges how far behind they are. Does nothing where
/// <see cref="CreditsOptions.RunMaintenance"/> is off.
/// </summary>
internal sealed partial class CreditsHostedService(
    Sweeper sweeper, NoticePump pump, LaneCache lanes, CreditsMetrics metrics, ILogger<CreditsHostedService> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.LaneDepth = lanes.Depth;
        metrics.SweepLag = sweeper.Lag;
        return lanes.Context.Options.RunMaintenance
            ? Task.WhenAll(Task.Run(() => sweeper.RunAsync(stoppingToken), CancellationToken.None), pump.RunAsync(stoppingToken), LookAsync(stoppingToken))
            : Task.CompletedTask;
    }

    [LoggerMessage(EventId = LogEvents.LookFailed, Level = LogLevel.Warning, Message = "Looking up how notices get on failed; the gauges stay as they are.")]
    private static partial void LogLookFailed(ILogger logger, Exception error);

    private async Task LookAsync(CancellationToken stopping)
    {
        LaneContext context = lanes.Context;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (metrics.MeasuresChannels)
                {
                    metrics.Found(await context.Store.FindChannelsAsync(stopping).ConfigureAwait(false), context.Clock.GetCurrentInstant());
                }
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                LogLookFailed(logger, error);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }

            await context.Clock.WaitUntilAsync(context.Clock.After(context.Options.MaintenanceInterval), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
