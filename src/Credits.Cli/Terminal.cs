namespace Credits.Cli;

/// <summary>What the tool reads and writes. The streams are the caller's: they are flushed, not closed.</summary>
/// <param name="Input">Commands, as UTF-8.</param>
/// <param name="Output">Results, as UTF-8.</param>
/// <param name="Error">What went wrong, for people.</param>
/// <param name="ShowsProgress">Whether somebody watches <paramref name="Error"/>.</param>
internal sealed record Terminal(Stream Input, Stream Output, TextWriter Error, bool ShowsProgress = false);
