using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Credits.Diagnostics;

namespace Credits.Tests.Diagnostics;

/// <summary>Listens to the library's instruments of one host, so that tests beside it are not heard.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<Measured> _measured = new();
    private readonly ConcurrentDictionary<string, Instrument> _instruments = new();

    public Measurements(IMeterFactory factory)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == CreditsDiagnostics.MeterName && ReferenceEquals(instrument.Meter.Scope, factory))
            {
                _instruments.TryAdd(instrument.Name, instrument);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((i, v, tags, _) => Note(i, v, tags));
        _listener.SetMeasurementEventCallback<long>((i, v, tags, _) => Note(i, v, tags));
        _listener.SetMeasurementEventCallback<double>((i, v, tags, _) => Note(i, v, tags));
        _listener.Start();
    }

    public IReadOnlyCollection<Measured> All => _measured;

    public IEnumerable<(string Name, string Kind, string? Unit)> Instruments =>
        _instruments.Values.Select(i => (i.Name, i.GetType().Name.Split('`')[0], i.Unit));

    /// <summary>The sum of an instrument's measurements with these tags, written <c>op=consume outcome=accepted</c>.</summary>
    public double Sum(string instrument, string tags = "") => Of(instrument, tags).Sum();

    public IReadOnlyList<double> Of(string instrument, string tags = "") =>
        [.. _measured.Where(m => m.Instrument == instrument && m.TagText == tags).Select(m => m.Value)];

    /// <summary>What a gauge shows now.</summary>
    public double? Gauge(string instrument, string tags = "")
    {
        _listener.RecordObservableInstruments();
        IReadOnlyList<double> seen = Of(instrument, tags);
        return seen.Count == 0 ? null : seen[^1];
    }

    public void Dispose() => _listener.Dispose();

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue(new(instrument.Name, value, string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"))));

    internal sealed record Measured(string Instrument, double Value, string TagText);
}
