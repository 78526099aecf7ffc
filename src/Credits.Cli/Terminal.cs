using NodaTime;
using NodaTime.Extensions;

namespace Credits.Cli;

/// <summary>What the tool reads and writes. The streams are the caller's: they are flushed, not closed.</summary>
/// <param name="Input">Commands, as UTF-8.</param>
/// <param name="Output">Results, as UTF-8.</param>
/// <param name="Error">What went wrong, for people.</param>
/// <param name="ShowsProgress">Whether somebody watches <paramref name="Error"/>.</param>
internal sealed record Terminal(Stream Input, Stream Output, TextWriter Error, bool ShowsProgress = false)
{
    /// <summary>Whether somebody watches <see cref="Output"/>: then rows come as a table, otherwise separated by tabs.</summary>
    public bool ShowsTables { get; init; }

    /// <summary>The store that the environment names, where it does.</summary>
    public string? DefaultStore { get; init; }

    /// <summary>The clock of everything but simulations, which have their own.</summary>
    public IClock Clock { get; init; } = TimeProvider.System.ToClock();
}
