using System.Diagnostics;
using System.Globalization;

namespace Credits.Benchmarks.Load.PostgreSql;

/// <summary>
/// A PostgreSQL server with everything durable, in a directory of its own, on a Unix socket of its own there. Started for a run, thrown
/// away after it. Its settings are the server's defaults but for room: connections, shared memory, and a log long enough that no checkpoint falls into one contender's round alone.
/// </summary>
internal sealed class ThrowAwayServer : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("credits-load-");
    private readonly string _binaries = FindBinaries();

    private string Data => Path.Combine(_directory.FullName, "data");

    public string ConnectionString => $"Host={_directory.FullName};Username=postgres;Database=postgres";

    public static async Task<ThrowAwayServer> StartAsync(int connections)
    {
        ThrowAwayServer server = new();
        try
        {
            if (Environment.IsPrivilegedProcess)
            {
                await server.RunAsync("chown", "postgres", server._directory.FullName);
            }

            await server.RunAsPostgresAsync("initdb", "-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale");
            string settings = string.Create(
                CultureInfo.InvariantCulture,
                $"-c listen_addresses= -c unix_socket_directories={server._directory.FullName} -c max_connections={connections} -c shared_buffers=512MB -c max_wal_size=8GB -c checkpoint_timeout=1h");
            await server.RunAsPostgresAsync("pg_ctl", "-D", server.Data, "-l", Path.Combine(server._directory.FullName, "log"), "-w", "-t", "60", "-o", settings, "start");
            return server;
        }
        catch
        {
            server._directory.Delete(recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        await RunAsPostgresAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        _directory.Delete(recursive: true);
    }

    private static string FindBinaries()
    {
        IEnumerable<string> onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => int.TryParse(Path.GetFileName(d), out int v) ? v : 0).Select(d => Path.Combine(d, "bin"))
            : [];
        return onPath.Concat(debian).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "pg_ctl")))
            ?? throw new InvalidOperationException(
                "--store postgres starts a server of its own, and there is none: neither on the PATH nor under /usr/lib/postgresql. Install Debian's package 'postgresql', or give a --connection.");
    }

    /// <summary>The server refuses to run as root; then it runs as the user that its package made.</summary>
    private Task RunAsPostgresAsync(string program, params string[] arguments) => Environment.IsPrivilegedProcess
        ? RunAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", Path.Combine(_binaries, program), .. arguments])
        : RunAsync(Path.Combine(_binaries, program), arguments);

    private async Task RunAsync(string program, params string[] arguments)
    {
        // Its output goes to a file of its own: the server would keep a pipe open for ever.
        string output = Path.Combine(_directory.FullName, $"output-{Guid.NewGuid():N}");
        ProcessStartInfo start = new("/bin/sh", ["-c", "exec \"$@\" > \"$0\" 2>&1 < /dev/null", output, program, .. arguments]) { WorkingDirectory = _directory.FullName };
        using Process process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            string log = Path.Combine(_directory.FullName, "log");
            throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await File.ReadAllTextAsync(output)} {(File.Exists(log) ? await File.ReadAllTextAsync(log) : "")}");
        }
    }
}
