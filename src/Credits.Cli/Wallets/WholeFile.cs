namespace Credits.Cli.Wallets;

/// <summary>
/// A file that is there whole or not at all: written beside its place under another name, synced, and moved there. Where the process is
/// killed, what was at the place stays, and the other name (<c>.NAME.….partial</c>) may be left over.
/// </summary>
internal sealed class WholeFile : IAsyncDisposable
{
    private readonly string _path;
    private readonly string _partial;
    private bool _isKept;

    private WholeFile(string path, string partial, FileStream stream)
    {
        _path = path;
        _partial = partial;
        Stream = stream;
    }

    public FileStream Stream { get; }

    /// <exception cref="IOException">It cannot be made.</exception>
    public static WholeFile Begin(string path)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            throw new ToolException($"'{full}' is a directory. Name a file.");
        }

        if (Path.GetDirectoryName(full) is { } directory && !Directory.Exists(directory))
        {
            throw new ToolException($"There is no directory '{directory}'. Nothing was written.");
        }

        string partial = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Path.GetRandomFileName()}.partial");
        return new(full, partial, new(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16));
    }

    /// <summary>Puts it in its place.</summary>
    public async Task KeepAsync()
    {
        Stream.Flush(flushToDisk: true);
        await Stream.DisposeAsync();
        File.Move(_partial, _path, overwrite: true);
        _isKept = true;
    }

    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        if (!_isKept)
        {
            File.Delete(_partial);
        }
    }
}
