namespace Credits.Dashboard.Tests.Browsing;

/// <summary>Folders of the repository that the tests were built in.</summary>
internal static class Artifacts
{
    private static readonly string Repository = Find();

    /// <summary>Where screenshots are kept.</summary>
    public static string Screenshots { get; } = Directory.CreateDirectory(Path.Combine(Repository, "artifacts", "dashboard")).FullName;

    /// <summary>The sample web host's sources, with the files that it serves.</summary>
    public static string Sample { get; } = Path.Combine(Repository, "samples", "TestStudio");

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Credits.Core.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository; the sample's files are not found.");
    }
}
