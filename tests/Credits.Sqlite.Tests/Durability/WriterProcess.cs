using System.Collections.Concurrent;
using System.Diagnostics;

namespace Credits.Sqlite.Tests.Durability;

/// <summary>A process of Credits.Sqlite.Crash, which writes to a file and says on its output what was answered.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly Task _answers;
    private readonly ConcurrentQueue<string> _acknowledged = new();
    private readonly ConcurrentQueue<string> _failed = new();

    /// <summary>Starts it, with another program around it where one is named. It does not touch the file before <see cref="Go"/>.</summary>
    public WriterProcess(
        string file, SqliteSynchronous synchronous, string name, int wallets, int callers, int operations, bool worksOnOneThread = false, params string[] around)
    {
        string[] command =
        [
            .. around, "dotnet", Path.Combine(AppContext.BaseDirectory, "Credits.Sqlite.Crash.dll"),
            file, synchronous.ToString(), name, $"{wallets}", $"{callers}", $"{operations}",
        ];
        ProcessStartInfo start = new(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        if (worksOnOneThread)
        {
            start.Environment["DOTNET_ThreadPool_ForceMinWorkerThreads"] = "1";
            start.Environment["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "1";
        }

        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
        _answers = ReadAnswersAsync();
    }

    /// <summary>The operations that were answered, as far as they were read.</summary>
    public IReadOnlyCollection<string> Acknowledged => _acknowledged;

    /// <summary>What failed, each as <c>NotApplied</c> or <c>Unknown</c> and the operation. The process repeats it.</summary>
    public IReadOnlyCollection<string> Failed => _failed;

    public void Go() => _process.StandardInput.WriteLine("go");

    /// <summary>Waits until so much was answered, or for so long.</summary>
    public async Task WaitForAnswersAsync(int count, TimeSpan limit)
    {
        long start = Stopwatch.GetTimestamp();
        while (_acknowledged.Count < count && Stopwatch.GetElapsedTime(start) < limit && !_answers.IsCompleted)
        {
            await Task.Delay(1);
        }
    }

    /// <summary>SIGKILL: it cannot finish, flush or close anything.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>Waits for its end, and reads all that it still said.</summary>
    public async Task<int> WaitForEndAsync()
    {
        await _answers;
        await _process.WaitForExitAsync();
        string errors = await _errors;
        errors.Should().BeEmpty("the writer must not fail by itself");
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    /// <summary>Each line is one small write to a pipe, which the system does whole or not at all: no line is half a line.</summary>
    private async Task ReadAnswersAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            string[] words = line.Split(' ');
            (words[0] == "ack" ? _acknowledged : _failed).Enqueue(words[0] == "ack" ? words[1] : line);
        }
    }
}
