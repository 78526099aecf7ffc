using Microsoft.Data.Sqlite;

namespace Credits.Sqlite.Tests;

/// <summary>A database file in a directory of its own, which is deleted in the end.</summary>
public sealed class TemporaryFile : IDisposable
{
    public TemporaryFile() => Path = System.IO.Path.Combine(Directory.CreateTempSubdirectory("credits-sqlite-").FullName, "credits.db");

    public string Path { get; }

    public string DirectoryPath => System.IO.Path.GetDirectoryName(Path)!;

    public string ConnectionString => $"Data Source={Path}";

    /// <summary>A connection of somebody else's.</summary>
    public SqliteConnection Open()
    {
        SqliteConnection connection = new($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    public void Dispose() => Directory.Delete(DirectoryPath, recursive: true);
}
