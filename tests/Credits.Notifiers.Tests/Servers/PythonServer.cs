using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Credits.Notifiers.Tests.Servers;

/// <summary>A server in a process of its own, which writes down what it takes before it says so, and can be killed and started again at the same port.</summary>
internal abstract class PythonServer<TReceived> : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly string _script;
    private Process? _process;

    protected PythonServer(string script) => _script = script;

    public int Port { get; private set; }

    /// <summary>Which one, counted from 1, it takes and never answers.</summary>
    public int? HangsAt
    {
        get;
        set
        {
            field = value;
            string file = Path.Combine(Received.FullName, "hang");
            if (value is { } number)
            {
                File.WriteAllText(file, number.ToString(CultureInfo.InvariantCulture));
            }
            else
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>What it has taken, in order, over all its lives.</summary>
    public IReadOnlyList<TReceived> Taken =>
        [.. Received.GetFiles("*.json").OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => JsonSerializer.Deserialize<TReceived>(File.ReadAllText(f.FullName), Json)!)];

    public int Count => Received.GetFiles("*.json").Length;

    /// <summary>Whether it has taken the one that it will not answer.</summary>
    public bool Hangs => HangsAt is { } number && Count >= number;

    protected DirectoryInfo Received { get; } = Directory.CreateTempSubdirectory("credits-notifiers-");

    protected abstract IEnumerable<string> Arguments { get; }

    /// <summary>Starts it; when it is started again, at the port that it had.</summary>
    public async Task StartAsync()
    {
        // Below the ports that the system hands out by itself: one of those might be another's by the time it is started again.
        bool isNew = Port == 0;
        string? errors = "";
        for (int attempt = 0; errors is not null && attempt < (isNew ? 5 : 1); attempt++)
        {
            Port = isNew ? Random.Shared.Next(10_000, 32_000) : Port;
            errors = await TryStartAsync();
        }

        if (errors is not null)
        {
            throw new InvalidOperationException($"{_script} did not start: {errors}");
        }
    }

    /// <returns>What it complained of where it did not start, and null where it did.</returns>
    private async Task<string?> TryStartAsync()
    {
        // Debian's own Python, for which its packages are installed.
        ProcessStartInfo start = new("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "Servers", _script), $"{Port}", Received.FullName, .. Arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        Task<string> errors = _process.StandardError.ReadToEndAsync();
        return await _process.StandardOutput.ReadLineAsync().WaitAsync(Limit) is null ? await errors : null;
    }

    /// <summary>SIGKILL: it cannot finish or answer anything.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Kills it and starts it again, in its senses.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        HangsAt = null;
        await StartAsync();
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process?.Dispose();
        Received.Delete(recursive: true);
    }
}
