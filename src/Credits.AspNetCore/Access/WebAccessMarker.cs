namespace Credits.AspNetCore.Access;

/// <summary>Registered by AddWebAccess, so that mapping can tell that it was called.</summary>
internal sealed class WebAccessMarker;
