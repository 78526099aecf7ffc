using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Credits.PostgreSql.Tests.Server;

namespace Credits.PostgreSql.Tests.Writers;

/// <summary>A <see cref="WriterProcess"/>, seen from outside.</summary>
internal sealed class Writer : IDisposable
{
    private readonly Process _process;
    private readonly Task _reading;

    private Writer(Process process)
    {
        _process = process;
        _reading = Task.Run(ReadAsync);
    }

    public ConcurrentQueue<string> Acknowledged { get; } = [];

    private TaskCompletionSource IsReady { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts one, which begins when it is ready, or where it waits, when it is told to.</summary>
    public static Writer Start(Bed bed, WalletId wallet, int callers, bool waits = false)
    {
        ProcessStartInfo start = new("dotnet", [typeof(Writer).Assembly.Location, WriterProcess.Command, bed.ConnectionString, bed.Schema, wallet.Value, callers.ToString(CultureInfo.InvariantCulture), waits.ToString()])
        {
            RedirectStandardInput = waits,
            RedirectStandardOutput = true,
        };
        return new(Process.Start(start)!);
    }

    /// <summary>Waits until it is ready.</summary>
    public Task UntilReadyAsync() => IsReady.Task.WaitAsync(TimeSpan.FromMinutes(3));

    /// <summary>Lets one that waits begin.</summary>
    public Task GoAsync() => _process.StandardInput.WriteLineAsync();

    public async Task UntilAcknowledgedAsync(int count)
    {
        while (Acknowledged.Count < count && !_process.HasExited)
        {
            await Task.Delay(5);
        }
    }

    /// <summary>SIGKILL: it has no time for anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await EndAsync();
    }

    public async Task EndAsync()
    {
        await _process.WaitForExitAsync();
        await _reading;
    }

    public Task PauseAsync() => SignalAsync("STOP");

    public Task ResumeAsync() => SignalAsync("CONT");

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } operation)
        {
            if (operation == WriterProcess.Ready)
            {
                IsReady.SetResult();
            }

            // The last line of a killed process may be half a line.
            if (operation.Length == 36)
            {
                Acknowledged.Enqueue(operation);
            }
        }
    }
}
