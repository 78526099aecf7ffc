using Credits.Diagnostics;
using Credits.Engine;
using Credits.Storage;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Credits.Notifications;

/// <summary>Takes committed notices to every notifier of this process, each for itself: what one does is nothing to the others.</summary>
internal sealed partial class NoticePump
{
    private const int LongestName = 200;

    private readonly ChannelPump[] _pumps;
    private readonly IStore _store;
    private readonly IClock _clock;
    private readonly CreditsOptions _options;
    private readonly ILogger _logger;

    public NoticePump(IEnumerable<INotifier> notifiers, LaneContext context, StoreWatch watch, CreditsMetrics metrics, ILogger<NoticePump> logger)
    {
        _store = context.Store;
        _clock = context.Clock;
        _options = context.Options;
        _logger = logger;
        _pumps = [.. notifiers.Select(n => new ChannelPump(n, context, watch, metrics, logger))];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (ChannelPump pump in _pumps)
        {
            if (pump.Channel is not { Length: > 0 and <= LongestName } || pump.Channel.Any(char.IsControl))
            {
                throw new InvalidOperationException($"A notifier is named '{pump.Channel}'. A name has 1 to {LongestName} characters, none of them a control character.");
            }

            if (!names.Add(pump.Channel))
            {
                throw new InvalidOperationException($"Two notifiers are named '{pump.Channel}'. Give each a name of its own: AddNotifier(…, name).");
            }
        }
    }

    public IEnumerable<string> Channels => _pumps.Select(p => p.Channel);

    /// <summary>Delivers until nothing is left that could be delivered now.</summary>
    /// <returns>How many deliveries there were, over all notifiers.</returns>
    public async ValueTask<int> DrainAsync(CancellationToken cancellationToken)
    {
        int delivered = 0;
        if (_pumps.Length == 0)
        {
            // Nobody would take them: they stay in the store for when there is a notifier.
            return 0;
        }

        await _store.AddChannelsAsync([.. Channels], cancellationToken).ConfigureAwait(false);
        foreach (ChannelPump pump in _pumps)
        {
            delivered += await pump.DrainAsync(cancellationToken).ConfigureAwait(false);
        }

        return delivered;
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        while (_pumps.Length > 0 && !stopping.IsCancellationRequested)
        {
            try
            {
                // All of them before any of them leases: so what waits since there was no channel goes to each.
                await _store.AddChannelsAsync([.. Channels], stopping).ConfigureAwait(false);
                await Task.WhenAll(_pumps.Select(p => Task.Run(() => p.RunAsync(stopping), CancellationToken.None))).ConfigureAwait(false);
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                LogFailed(_logger, _options.NoticeRetryDelay, error);
                await _clock.WaitUntilAsync(_clock.After(_options.NoticeRetryDelay), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    [LoggerMessage(EventId = LogEvents.ChannelsNotAdded, Level = LogLevel.Error, Message = "The store could not be told who delivers notices; it is tried again in {Delay}.")]
    private static partial void LogFailed(ILogger logger, TimeSpan delay, Exception error);
}
