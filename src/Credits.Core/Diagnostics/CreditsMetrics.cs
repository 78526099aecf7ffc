using System.Diagnostics;
using System.Diagnostics.Metrics;
using Credits.Notifications;
using Credits.Storage;
using NodaTime;

namespace Credits.Diagnostics;

/// <summary>The library's instruments. Whoever is about to measure asks first whether anybody listens.</summary>
internal sealed class CreditsMetrics : IDisposable
{
    private static readonly ActivitySource Source = new(CreditsDiagnostics.ActivitySourceName);

    private readonly Meter _meter;
    private readonly bool _ownsMeter;
    private readonly Counter<long> _commands;
    private readonly Histogram<double> _commandDuration;
    private readonly Counter<long> _refusals;
    private readonly Histogram<double> _commitDuration;
    private readonly Histogram<int> _commitEntries;
    private readonly Counter<long> _deliveries;
    private readonly Histogram<double> _deliveryDuration;
    private readonly Counter<long> _parked;
    private readonly Counter<long> _advanced;
    private readonly ObservableGauge<double> _noticeLag;
    private readonly ObservableGauge<long> _standingParked;
    private volatile Measurement<double>[] _lags = [];
    private volatile Measurement<long>[] _parkedByChannel = [];

    /// <summary>Makes the instruments, of the host's factory where it has one, so that hosts in one process are told apart.</summary>
    public CreditsMetrics(IMeterFactory? factory = null)
    {
        _ownsMeter = factory is null;
        _meter = factory?.Create(new MeterOptions(CreditsDiagnostics.MeterName)) ?? new Meter(CreditsDiagnostics.MeterName);
        _commands = _meter.CreateCounter<long>(CreditsDiagnostics.Commands, "{command}", "Commands by operation and outcome.");
        _commandDuration = _meter.CreateHistogram<double>(CreditsDiagnostics.CommandDuration, "s", "Commands from call to answer.");
        _refusals = _meter.CreateCounter<long>(CreditsDiagnostics.Refusals, "{refusal}", "Refusals by operation and code.");
        _commitDuration = _meter.CreateHistogram<double>(CreditsDiagnostics.CommitDuration, "s", "Commits by the store.");
        _commitEntries = _meter.CreateHistogram<int>(CreditsDiagnostics.CommitEntries, "{entry}", "Entries written by one commit.");
        _deliveries = _meter.CreateCounter<long>(CreditsDiagnostics.NoticeDeliveries, "{call}", "Calls of notifiers by outcome.");
        _deliveryDuration = _meter.CreateHistogram<double>(CreditsDiagnostics.NoticeDuration, "s", "Calls of notifiers.");
        _parked = _meter.CreateCounter<long>(CreditsDiagnostics.NoticesParked, "{notice}", "Notices parked by this process.");
        _advanced = _meter.CreateCounter<long>(CreditsDiagnostics.WalletsAdvanced, "{wallet}", "Wallets whose due events the sweeper recorded.");
        _noticeLag = _meter.CreateObservableGauge(CreditsDiagnostics.NoticeLag, () => _lags, "s", "Age of the oldest notice that waits.");
        _standingParked = _meter.CreateObservableGauge(CreditsDiagnostics.NoticesStandingParked, () => _parkedByChannel, "{notice}", "Notices that stand parked.");
        _meter.CreateObservableGauge(CreditsDiagnostics.SweepLag, () => SweepLag(), "s", "How long ago the wallet fell due that has waited longest.");
        _meter.CreateObservableGauge(CreditsDiagnostics.LaneDepth, () => LaneDepth(), "{command}", "Commands that wait for the wallet for which most wait.");
    }

    public bool MeasuresCommits => _commitDuration.Enabled || _commitEntries.Enabled;

    public bool MeasuresCommands => _commands.Enabled || _commandDuration.Enabled || _refusals.Enabled || Source.HasListeners();

    public bool MeasuresChannels => _noticeLag.Enabled || _standingParked.Enabled;

    /// <summary>Seconds. Asks the sweeper, only when somebody reads the gauge.</summary>
    public Func<double> SweepLag { get; set; } = static () => 0;

    /// <summary>Looks at the lanes, only when somebody reads the gauge.</summary>
    public Func<int> LaneDepth { get; set; } = static () => 0;

    public static Activity? BeginCommand(string op) => Source.StartActivity($"credits {op}");

    public static Activity? BeginDelivery(Notice notice, string channel) =>
        Source.StartActivity("credits notice", ActivityKind.Producer)?.SetTag("credits.channel", channel).SetTag("credits.notice", WireName(notice.Kind));

    public void Answered(string op, string outcome, RefusalCode? refusal, TimeSpan duration)
    {
        _commands.Add(1, new("op", op), new("outcome", outcome));
        _commandDuration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("op", op));
        if (refusal is { } code)
        {
            _refusals.Add(1, new("op", op), new("code", WireName(code)));
        }
    }

    public void Committed(CommitOutcome outcome, int entries, TimeSpan duration)
    {
        _commitDuration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("outcome", WireName(outcome)));
        if (outcome == CommitOutcome.Committed)
        {
            _commitEntries.Record(entries);
        }
    }

    public void Delivered(string channel, bool isDelivered, TimeSpan duration)
    {
        _deliveries.Add(1, new("channel", channel), new("outcome", isDelivered ? "delivered" : "failed"));
        _deliveryDuration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("channel", channel));
    }

    public void Parked(string channel) => _parked.Add(1, new KeyValuePair<string, object?>("channel", channel));

    public void Advanced(bool isDone) => _advanced.Add(1, new KeyValuePair<string, object?>("outcome", isDone ? "advanced" : "failed"));

    public void Found(IReadOnlyList<NoticeChannel> channels, Instant now)
    {
        _lags = [.. channels.Select(c => new Measurement<double>(
            c.OldestWaiting is { } oldest && oldest < now ? (now - oldest).TotalSeconds : 0, new KeyValuePair<string, object?>("channel", c.Name)))];
        _parkedByChannel = [.. channels.Select(c => new Measurement<long>(c.Parked, new KeyValuePair<string, object?>("channel", c.Name)))];
    }

    public void Dispose()
    {
        if (_ownsMeter)
        {
            _meter.Dispose();
        }
    }

    /// <summary>As the journal and the tool name it: <c>insufficient_credits</c>.</summary>
    private static string WireName<T>(T value)
        where T : struct, Enum => WireNames.Of(value);
}
