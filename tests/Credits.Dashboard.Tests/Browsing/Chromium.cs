using Microsoft.Playwright;

namespace Credits.Dashboard.Tests.Browsing;

/// <summary>The machine's own browser.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>How long the browser may take for anything, in milliseconds, however busy the machine is.</summary>
    public const int Patience = 120_000;

    public static string Path { get; } = Find();

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Path,
        Timeout = Patience,
        // Its sandbox cannot be had as root, nor in most containers.
        Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
    });

    private static string Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
            .SelectMany(static folder => Names.Select(name => System.IO.Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("No Chromium is on the PATH. Install it (Debian: apt-get install chromium); tests/run.sh does so.");
}
