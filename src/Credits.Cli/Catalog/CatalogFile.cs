using System.CommandLine;
using Credits.Pricing;

namespace Credits.Cli.Catalog;

/// <summary>The catalogue that a command line names.</summary>
internal static class CatalogFile
{
    /// <summary>The option of commands that know wallets without it, but for what depends on plans.</summary>
    public static Option<FileInfo> Option() => new("--catalog")
    {
        Description = "The host's plans and features, a JSON file as for simulate: wanted where a plan's reset fell due that no service has recorded.",
        HelpName = "FILE",
    };

    /// <summary>Reads the file.</summary>
    /// <exception cref="ToolException">It cannot be read, or has a mistake.</exception>
    public static async Task<CreditCatalog> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            return CatalogReader.Read(await File.ReadAllBytesAsync(file.FullName, cancellationToken));
        }
        catch (Exception error) when (error is CatalogException or IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{file.Name}: {error.Message}", ExitCode.Unreadable, error);
        }
    }
}
