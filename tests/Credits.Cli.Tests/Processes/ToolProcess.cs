using System.Diagnostics;

namespace Credits.Cli.Tests.Processes;

/// <summary>The tool in a process of its own, as a shell has it.</summary>
internal sealed class ToolProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;

    private ToolProcess(Process process) => _process = process;

    public StreamReader Output => _process.StandardOutput;

    public StreamReader Error => _process.StandardError;

    public StreamWriter Input => _process.StandardInput;

    public bool HasEnded => _process.HasExited;

    public static ToolProcess Start(params string[] args) => StartWithin([], args);

    /// <summary>Starts it by another program, which becomes it.</summary>
    public static ToolProcess StartWithin(string[] around, string[] args)
    {
        string[] command = [.. around, "dotnet", Path.Combine(AppContext.BaseDirectory, "credits.dll"), .. args];
        ProcessStartInfo start = new(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new(Process.Start(start)!);
    }

    /// <summary>SIGKILL: the process has time for nothing.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Ctrl+C.</summary>
    public async Task InterruptAsync()
    {
        using Process kill = Process.Start("kill", ["-INT", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().WaitAsync(Patience);
    }

    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>A line, within bounds.</summary>
    public static async Task<string?> LineAsync(StreamReader reader) => await reader.ReadLineAsync().WaitAsync(Patience);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
