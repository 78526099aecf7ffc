using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;

namespace Credits.AspNetCore.Health;

/// <summary>What a check has found so far: figures, complaints, and the worst of their statuses.</summary>
internal sealed class Findings(HealthStatus failed)
{
    private readonly Dictionary<string, object> _data = new(StringComparer.Ordinal);
    private readonly List<string> _complaints = [];
    private HealthStatus _worst = HealthStatus.Healthy;

    public HealthCheckResult Result => new(
        _worst, _complaints.Count == 0 ? "The store answers, and nothing is late." : string.Join(' ', _complaints), data: _data);

    public void Add(string name, object figure) => _data.Add(name, figure);

    /// <summary>Complains where a lag has reached a threshold.</summary>
    public void Judge(Duration lag, TimeSpan? degraded, TimeSpan? unhealthy, string complaint)
    {
        if (Reaches(unhealthy))
        {
            Complain(failed);
        }
        else if (Reaches(degraded))
        {
            Complain(HealthStatus.Degraded);
        }

        bool Reaches(TimeSpan? threshold) => threshold is { } time && lag >= Duration.FromTimeSpan(time);

        void Complain(HealthStatus status)
        {
            // The worse a status, the smaller its number.
            _worst = status < _worst ? status : _worst;
            _complaints.Add(string.Create(CultureInfo.InvariantCulture, $"{complaint} {lag.ToTimeSpan():d\\.hh\\:mm\\:ss}."));
        }
    }
}
