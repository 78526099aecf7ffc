using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Credits.Cli.Tests;

/// <summary>A directory of its own with a SQLite store in it.</summary>
internal sealed class StoreFile : IDisposable
{
    private readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("credits-cli-");

    public string Directory => _directory.FullName;

    public string Path => InDirectory("credits.db");

    public string Store => $"sqlite:{Path}";

    public string InDirectory(string name) => System.IO.Path.Combine(Directory, name);

    /// <summary>A store in which these commands were simulated.</summary>
    public static async Task<StoreFile> SimulateAsync(params string[] commands)
    {
        StoreFile file = new();
        (await Tool.RunAsync(["simulate", "--catalog", Tool.Catalog, "--store", file.Store], t => t, commands)).Done();
        return file;
    }

    /// <summary>Wallet acme without a plan, with a purchase of 1,000,000, and consumes of 10 by Ada.</summary>
    public static Task<StoreFile> WithConsumesAsync(int consumes) => SimulateAsync(
    [
        """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"acme"}""",
        """{"at":"2026-01-05T09:00:00Z","op":"purchase","wallet":"acme","amount":1000000,"grant":"order-1","note":"invoice 1"}""",
        .. Enumerable.Range(0, consumes).Select(_ =>
            """{"at":"2026-01-05T10:00:00Z","op":"consume","wallet":"acme","feature":"test-cases","quantity":1,"actor":{"id":"u1","name":"Ada","role":"member"}}"""),
    ]);

    public void Execute(string sql)
    {
        using SqliteConnection connection = new($"Data Source={Path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public long Count(string sql)
    {
        using SqliteConnection connection = new($"Data Source={Path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    public long Entries => Count("SELECT count(*) FROM credits_journal");

    /// <summary>Sets the rights of the file, with its log, and of its directory.</summary>
    public void Protect(string ofFile, string ofDirectory)
    {
        Chmod("u+w", Directory);
        Chmod(ofFile, System.IO.Directory.GetFiles(Directory));
        Chmod(ofDirectory, Directory);
    }

    /// <summary>Has the file open, read and idle, as a service has.</summary>
    public IDisposable HoldOpen()
    {
        SqliteConnection connection = new($"Data Source={Path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM credits_journal";
        command.ExecuteScalar();
        return connection;
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private static void Chmod(string mode, params string[] files)
    {
        using Process chmod = Process.Start("chmod", [mode, .. files]);
        chmod.WaitForExit();
        chmod.ExitCode.Should().Be(0);
    }
}
