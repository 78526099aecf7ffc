using System.Globalization;
using Credits.PostgreSql.Tests.Server;

namespace Credits.Benchmarks.Load.PostgreSql;

/// <summary>
/// A PostgreSQL server with everything durable, in a directory of its own, on a Unix socket of its own there. Started for a run, thrown
/// away after it. Its settings are the server's defaults but for room: connections, shared memory, and a log long enough that no checkpoint falls into one contender's round alone.
/// </summary>
internal sealed class ThrowAwayServer : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("credits-load-");
    private readonly ServerPrograms _programs;

    private ThrowAwayServer() => _programs = new(
        _directory.FullName,
        "--store postgres starts a server of its own, and there is none: neither on the PATH nor under /usr/lib/postgresql. Install Debian's package 'postgresql', or give a --connection.");

    public string ConnectionString => $"Host={_directory.FullName};Username=postgres;Database=postgres";

    public static async Task<ThrowAwayServer> StartAsync(int connections)
    {
        ThrowAwayServer server = new();
        try
        {
            await server._programs.InitializeAsync();
            string settings = string.Create(
                CultureInfo.InvariantCulture,
                $"-c listen_addresses= -c unix_socket_directories={server._directory.FullName} -c max_connections={connections} -c shared_buffers=512MB -c max_wal_size=8GB -c checkpoint_timeout=1h");
            await server._programs.StartAsync(settings);
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
        await _programs.StopAsync("immediate");
        _directory.Delete(recursive: true);
    }
}
