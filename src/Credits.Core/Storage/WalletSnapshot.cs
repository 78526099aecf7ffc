namespace Credits.Storage;

/// <summary>A wallet's state after an entry, so that loading need not replay the whole journal. Derived; may be dropped at any time.</summary>
/// <param name="Version">The version of the last entry in it.</param>
/// <param name="State">The state, opaque to stores.</param>
public sealed record WalletSnapshot(long Version, ReadOnlyMemory<byte> State);
