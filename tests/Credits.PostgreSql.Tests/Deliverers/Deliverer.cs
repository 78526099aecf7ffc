using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Credits.PostgreSql.Tests.Server;

namespace Credits.PostgreSql.Tests.Deliverers;

/// <summary>A <see cref="DelivererProcess"/>, seen from outside.</summary>
internal sealed class Deliverer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Task _reading;

    private Deliverer(Process process)
    {
        _process = process;
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>The ids of the notices that its notifier was called with, in order.</summary>
    public ConcurrentQueue<string> Delivered { get; } = [];

    private TaskCompletionSource IsReady { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TaskCompletionSource IsCalled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts a process, which does nothing yet.</summary>
    public static async Task<Deliverer> StartAsync(Bed bed, TimeSpan lease, bool holds = false)
    {
        ProcessStartInfo start = new(
            "dotnet",
            [typeof(Deliverer).Assembly.Location, DelivererProcess.Command, bed.ConnectionString, bed.Schema, holds.ToString(), lease.ToString("c", CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        Deliverer deliverer = new(Process.Start(start)!);
        await deliverer.IsReady.Task.WaitAsync(Patience);
        return deliverer;
    }

    /// <summary>Lets it begin, and waits until its notifier is called. That waits until it may go on.</summary>
    public async Task BeginAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        await IsCalled.Task.WaitAsync(Patience);
    }

    public Task GoOnAsync() => _process.StandardInput.WriteLineAsync();

    /// <summary>Waits until so many notices have come to one of these processes.</summary>
    public static async Task UntilAsync(int count, params Deliverer[] deliverers)
    {
        using CancellationTokenSource tooLong = new(Patience);
        while (deliverers.Sum(d => d.Delivered.Count) < count)
        {
            await Task.Delay(10, tooLong.Token);
        }
    }

    /// <summary>SIGKILL: it has no time for anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
    }

    /// <summary>Lets it stop as a host does.</summary>
    public async Task StopAsync()
    {
        _process.StandardInput.Close();
        using CancellationTokenSource tooLong = new(Patience);
        await _process.WaitForExitAsync(tooLong.Token);
        await _reading;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == DelivererProcess.Ready)
            {
                IsReady.SetResult();
            }
            else if (line == DelivererProcess.Called)
            {
                IsCalled.SetResult();
            }
            else
            {
                Delivered.Enqueue(line);
            }
        }
    }
}
