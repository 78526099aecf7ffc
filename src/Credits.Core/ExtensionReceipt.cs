using NodaTime;

namespace Credits;

/// <summary>How long a reservation lives now.</summary>
/// <param name="ExpiresAt">When it expires by itself.</param>
public readonly record struct ExtensionReceipt(Instant ExpiresAt);
