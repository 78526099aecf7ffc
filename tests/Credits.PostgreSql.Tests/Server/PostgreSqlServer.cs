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
    private readonly ServerPrograms _programs;
    private int _port = FreePort();
    private int _databases;

    public PostgreSqlServer() => _programs = new(
        _directory,
        "These tests run a PostgreSQL server of their own, and there is none: neither on the PATH nor under /usr/lib/postgresql. Install Debian's package 'postgresql'.");

    public int Port => _port;

    public string ConnectionString => ConnectionTo("postgres");

    public string ConnectionTo(string database, int? port = null) =>
        $"Host=127.0.0.1;Port={port ?? _port};Username=postgres;Database={database};Timeout=60;Command Timeout=600;Maximum Pool Size=40";

    /// <summary>A new, empty database.</summary>
    /// <param name="language">The language by which it sorts texts; by their bytes where there is none.</param>
    public async Task<string> CreateDatabaseAsync(string? language = null)
    {
        string name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(ConnectionString, $"CREATE DATABASE {name}{(language is null ? "" : $" TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE '{language}'")}");
        return name;
    }

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_directory);
        await _programs.InitializeAsync();
        string access = Path.Combine(_programs.Data, "pg_hba.conf");
        await File.WriteAllTextAsync(access, $"host all {WithPassword} 127.0.0.1/32 scram-sha-256\n{await File.ReadAllTextAsync(access)}");
        await StartFirstAsync();
        await ExecuteAsync(ConnectionString, $"CREATE ROLE {WithPassword} LOGIN SUPERUSER PASSWORD 'right'");
    }

    /// <summary>The connection string of another user than the superuser.</summary>
    public string ConnectionOf(string user, string? password) =>
        ConnectionString.Replace("Username=postgres", $"Username={user}", StringComparison.Ordinal) + (password is null ? "" : $";Password={password}");

    /// <summary>Starts it, with fsync and full durability: the server's own defaults.</summary>
    public Task StartAsync() => StartAsync(_programs.Server);

    /// <summary>Starts it on a disk that is full for one of its tables: whenever a file of that name is written, the system says that there is no room.</summary>
    /// <param name="file">The table's file below the server's directory, as <c>pg_relation_filepath</c> tells it.</param>
    public async Task StartOnFullDiskAsync(string file)
    {
        // The server takes the relative path, strace compares what the path leads to. -D: the server stays the process that pg_ctl started.
        string program = Path.Combine(_directory, "postgres-on-full-disk");
        const string Calls = "pwrite64,pwritev,pwritev2,fallocate";
        await File.WriteAllTextAsync(
            program, $"#!/bin/sh\nexec strace -D -f --seccomp-bpf -qq -o /dev/null -P '{Path.Combine(_programs.Data, file)}' -e trace={Calls} -e inject={Calls}:error=ENOSPC '{_programs.Server}' \"$@\"\n");
        await _programs.RunAsync("chmod", "755", program);
        await StartAsync(program);
    }

    private async Task StartAsync(string program)
    {
        await _programs.StartAsync(
            $"-c listen_addresses=127.0.0.1 -c port={_port} -c unix_socket_directories= -c max_connections=200 -c shared_buffers=128MB", program);

        // The tests' own connections to the server as it was before.
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>Stops it in order: sessions are ended, and everything is written where it belongs.</summary>
    public Task StopAsync() => _programs.StopAsync("fast");

    /// <summary>Stops it as a power cut would: no process has time for anything.</summary>
    public Task StopImmediatelyAsync() => _programs.StopAsync("immediate");

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_programs.IsStarted)
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
}
