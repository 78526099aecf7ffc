namespace Credits.Cli.Stores;

/// <summary>What a migration did.</summary>
/// <param name="From">The version of the tables before; 0 for none.</param>
/// <param name="To">The version now.</param>
/// <param name="IsChanged">Whether anything was done.</param>
internal readonly record struct Migration(int From, int To, bool IsChanged);
