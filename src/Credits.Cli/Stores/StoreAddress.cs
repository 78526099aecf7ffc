using System.Globalization;
using Credits.Storage;

namespace Credits.Cli.Stores;

/// <summary>Where wallets are kept for good, as <c>--store</c> names it.</summary>
internal abstract class StoreAddress
{
    /// <summary>The store in words, without anything secret.</summary>
    public abstract string Name { get; }

    /// <summary>The options that lead to it, for a command line in a message; what is secret is left out.</summary>
    public abstract string Options { get; }

    /// <summary>The version of the tables that this tool works with.</summary>
    public abstract int NewestVersion { get; }

    /// <summary>The version of the tables; 0 where there are none. Makes nothing.</summary>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    /// <exception cref="ToolException">There is no such store.</exception>
    public abstract ValueTask<int> FindVersionAsync(CancellationToken cancellationToken);

    /// <summary>Makes the tables, or brings them to the newest version.</summary>
    /// <param name="distributed">Whether to spread them over a cluster.</param>
    /// <param name="cancellationToken">Gives up before anything is changed.</param>
    public abstract ValueTask<Migration> MigrateAsync(bool distributed, CancellationToken cancellationToken);

    /// <summary>A store over tables that are there; nothing is opened before its first use. The caller disposes of it.</summary>
    /// <param name="access">What will be done with it.</param>
    /// <param name="concurrency">How many will use it at once, at the most.</param>
    public abstract IStore Open(StoreAccess access, int concurrency = 1);

    /// <summary>Sees to it that the tables are there and fit: only <c>migrate</c> makes or changes them.</summary>
    /// <exception cref="ToolException">They are not, or do not.</exception>
    public async ValueTask RequireTablesAsync(CancellationToken cancellationToken)
    {
        int version = await FindVersionAsync(cancellationToken);
        if (version == NewestVersion)
        {
            return;
        }

        string found = version == 0
            ? $"There are no credits tables in {Name}."
            : string.Create(CultureInfo.InvariantCulture, $"The credits tables in {Name} are of version {version}; this tool works with version {NewestVersion}.");
        string remedy = version > NewestVersion
            ? "They were made by a newer version: update this tool."
            : $"Run: credits migrate {Options}";
        throw new ToolException($"{found} {remedy}", ExitCode.Unavailable);
    }
}
