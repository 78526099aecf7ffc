namespace Credits.Cli.Simulate;

/// <summary>How a simulation runs.</summary>
/// <param name="WithSummary">Whether a last line sums it up.</param>
/// <param name="Appends">Whether its store may hold wallets already: then every command that writes has to name its operation.</param>
internal sealed record SimulationOptions(bool WithSummary, bool Appends);
