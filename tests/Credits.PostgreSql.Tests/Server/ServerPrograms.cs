using System.ComponentModel;
using System.Diagnostics;

namespace Credits.PostgreSql.Tests.Server;

/// <summary>The programs of an installed PostgreSQL, run in a directory of one's own. The server refuses to run as root; then it runs as the user that its package made.</summary>
/// <param name="directory">Where they run and put their output; it exists.</param>
/// <param name="missing">What to say where PostgreSQL is neither on the PATH nor where Debian puts it.</param>
internal sealed class ServerPrograms(string directory, string missing)
{
    private readonly string _binaries = FindBinaries(missing);

    public string Server => Path.Combine(_binaries, "postgres");

    public string Data => Path.Combine(directory, "data");

    /// <summary>Whether it was started and not stopped: it is recorded where the data is.</summary>
    public bool IsStarted => File.Exists(Path.Combine(Data, "postmaster.pid"));

    private string Log => Path.Combine(directory, "log");

    /// <summary>Makes an empty server, which trusts everybody.</summary>
    public async Task InitializeAsync()
    {
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", directory);
        }

        await RunAsPostgresAsync("initdb", "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale");
    }

    /// <summary>Starts it, and waits until it can be connected to.</summary>
    /// <param name="settings">Its settings, as <c>-c name=value</c>.</param>
    /// <param name="program">What to start in the server's place.</param>
    public Task StartAsync(string settings, string? program = null) =>
        RunAsPostgresAsync("pg_ctl", "-D", Data, "-l", Log, "-w", "-t", "300", "-p", program ?? Server, "-o", settings, "start");

    /// <summary>Stops it.</summary>
    /// <param name="mode"><c>fast</c>: sessions are ended, and everything is written where it belongs. <c>immediate</c>: as a power cut would, no process has time for anything.</param>
    public Task StopAsync(string mode) => RunAsPostgresAsync("pg_ctl", "-D", Data, "-m", mode, "-w", "-t", "300", "stop");

    public async Task RunAsync(string program, params string[] arguments)
    {
        // Its output goes to a file of its own: the server would keep a pipe open for ever.
        string output = Path.Combine(directory, $"output-{Guid.NewGuid():N}");
        ProcessStartInfo start = new("/bin/sh", ["-c", "exec \"$@\" > \"$0\" 2>&1 < /dev/null", output, program, .. arguments]) { WorkingDirectory = directory };
        try
        {
            using Process process = Process.Start(start)!;
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException(
                    $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await File.ReadAllTextAsync(output)} {(File.Exists(Log) ? await File.ReadAllTextAsync(Log) : "")}");
            }
        }
        catch (Win32Exception error)
        {
            throw new InvalidOperationException($"{program} could not be started: {error.Message}", error);
        }
    }

    private static string FindBinaries(string missing)
    {
        IEnumerable<string> onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => int.TryParse(Path.GetFileName(d), out int v) ? v : 0).Select(d => Path.Combine(d, "bin"))
            : [];
        return onPath.Concat(debian).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "pg_ctl")))
            ?? throw new InvalidOperationException(missing);
    }

    private Task RunAsPostgresAsync(string program, params string[] arguments) => Environment.IsPrivilegedProcess
        ? RunAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", Path.Combine(_binaries, program), .. arguments])
        : RunAsync(Path.Combine(_binaries, program), arguments);
}
