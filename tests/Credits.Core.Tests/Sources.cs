namespace Credits.Tests;

/// <summary>Where the sources stand, found from where the tests run: paths that the compiler knows may have been mapped for a reproducible build.</summary>
internal static class Sources
{
    public static string Repository { get; } = FolderOf("Credits.Core.sln");

    public static string TestProject { get; } = FolderOf("Credits.Core.Tests.csproj");

    private static string FolderOf(string file)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, file)))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds {file}.");
    }
}
