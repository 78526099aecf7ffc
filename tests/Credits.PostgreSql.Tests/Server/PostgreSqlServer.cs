using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Credits.PostgreSql.Tests.Server;

/// <summary>
/// A PostgreSQL server of its own, with everything durable, in a directory of its own on a loopback port of its own. Thrown away at the end.
/// </summary>
public sealed class PostgreSqlServer : IAsyncLifetime
{
    /// <summary>A user of this name has to show a password; all others are trusted.</summary>
    public const string WithPassword = "with_password";

    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"credits-postgresql-{Guid.NewGuid():N}");
    private readonly string _binaries = FindBinaries();
    private int _port = FreePort();
    private int _databases;

    public int Port => _port;

    public string ConnectionString => ConnectionTo("postgres");

    public string ConnectionTo(string database, int? port = null) =>
        $"Host=127.0.0.1;Port={port ?? _port};Username=postgres;Database={database};Timeout=60;Command Timeout=600;Maximum Pool Size=40";

    /// <summary>A new, empty database.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        string name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(ConnectionString, $"CREATE DATABASE {name}");
        return name;
    }

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_directory);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", _directory);
        }

        await RunAsPostgresAsync("initdb", "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale");
        string access = Path.Combine(Data, "pg_hba.conf");
        await File.WriteAllTextAsync(access, $"host all {WithPassword} 127.0.0.1/32 scram-sha-256\n{await File.ReadAllTextAsync(access)}");
        await StartFirstAsync();
        await ExecuteAsync(ConnectionString, $"CREATE ROLE {WithPassword} LOGIN SUPERUSER PASSWORD 'right'");
    }

    /// <summary>The connection string of another user than the superuser.</summary>
    public string ConnectionOf(string user, string? password) =>
        ConnectionString.Replace("Username=postgres", $"Username={user}", StringComparison.Ordinal) + (password is null ? "" : $";Password={password}");

    /// <summary>Starts it, with fsync and full durability: the server's own defaults.</summary>
    public Task StartAsync() => StartAsync(Path.Combine(_binaries, "postgres"));

    /// <summary>Starts it on a disk that is full for one of its tables: whenever a file of that name is written, the system says that there is no room.</summary>
    /// <param name="file">The table's file below the server's directory, as <c>pg_relation_filepath</c> tells it.</param>
    public async Task StartOnFullDiskAsync(string file)
    {
        // The server takes the relative path, strace compares what the path leads to. -D: the server stays the process that pg_ctl started.
        string program = Path.Combine(_directory, "postgres-on-full-disk");
        const string Calls = "pwrite64,pwritev,pwritev2,fallocate";
        await File.WriteAllTextAsync(
            program, $"#!/bin/sh\nexec strace -D -f --seccomp-bpf -qq -o /dev/null -P '{Path.Combine(Data, file)}' -e trace={Calls} -e inject={Calls}:error=ENOSPC '{Path.Combine(_binaries, "postgres")}' \"$@\"\n");
        await RunAsync("chmod", "755", program);
        await StartAsync(program);
    }

    private async Task StartAsync(string program)
    {
        await RunAsPostgresAsync(
            "pg_ctl", "-D", Data, "-l", Path.Combine(_directory, "log"), "-w", "-t", "300", "-p", program,
            "-o", $"-c listen_addresses=127.0.0.1 -c port={_port} -c unix_socket_directories= -c max_connections=200 -c shared_buffers=128MB", "start");

        // The tests' own connections to the server as it was before.
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>Stops it in order: sessions are ended, and everything is written where it belongs.</summary>
    public Task StopAsync() => RunAsPostgresAsync("pg_ctl", "-D", Data, "-m", "fast", "-w", "-t", "300", "stop");

    /// <summary>Stops it as a power cut would: no process has time for anything.</summary>
    public Task StopImmediatelyAsync() => RunAsPostgresAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "-t", "300", "stop");

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            // Otherwise it did not start, which the test has said.
            await StopImmediatelyAsync();
        }

        Directory.Delete(_directory, recursive: true);
    }

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using NpgsqlConnection connection = new(connectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> ScalarAsync<T>(string connectionString, string sql)
    {
        await using NpgsqlConnection connection = new(connectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Somebody else may have taken its port since it was looked at: then it tries another.</summary>
    private async Task StartFirstAsync()
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await StartAsync();
                return;
            }
            catch (InvalidOperationException failure) when (attempt < 5 && failure.Message.Contains("Address already in use", StringComparison.Ordinal))
            {
                _port = FreePort();
            }
        }
    }

    /// <summary>Below the ports that the system hands out by itself: one of those might be another's by the time the server starts again.</summary>
    private static int FreePort()
    {
        while (true)
        {
            int port = Random.Shared.Next(10_000, 32_000);
            try
            {
                using TcpListener listener = new(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken.
            }
        }
    }

    private string Data => Path.Combine(_directory, "data");

    private static string FindBinaries()
    {
        IEnumerable<string> onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => int.TryParse(Path.GetFileName(d), out int v) ? v : 0).Select(d => Path.Combine(d, "bin"))
            : [];
        return onPath.Concat(debian).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "pg_ctl")))
            ?? throw new InvalidOperationException(
                "These tests run a PostgreSQL server of their own, and there is none: neither on the PATH nor under /usr/lib/postgresql. Install Debian's package 'postgresql'.");
    }

    /// <summary>The server refuses to run as root; then it runs as the user that its package made.</summary>
    private Task RunAsPostgresAsync(string program, params string[] arguments) => Environment.IsPrivilegedProcess
        ? RunAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", Path.Combine(_binaries, program), .. arguments])
        : RunAsync(Path.Combine(_binaries, program), arguments);

    private async Task RunAsync(string program, params string[] arguments)
    {
        // Its output goes to a file of its own: the server would keep a pipe open for ever.
        string output = Path.Combine(_directory, $"output-{Guid.NewGuid():N}");
        ProcessStartInfo start = new("/bin/sh", ["-c", "exec \"$@\" > \"$0\" 2>&1 < /dev/null", output, program, .. arguments]) { WorkingDirectory = _directory };
        try
        {
            using Process process = Process.Start(start)!;
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                string log = Path.Combine(_directory, "log");
                throw new InvalidOperationException(
                    $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await File.ReadAllTextAsync(output)} {(File.Exists(log) ? await File.ReadAllTextAsync(log) : "")}");
            }
        }
        catch (Win32Exception error)
        {
            throw new InvalidOperationException($"{program} could not be started: {error.Message}", error);
        }
    }
}
