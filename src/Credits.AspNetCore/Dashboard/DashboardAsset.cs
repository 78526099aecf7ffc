namespace Credits.AspNetCore.Dashboard;

/// <summary>A file of the dashboard, as it is sent.</summary>
internal sealed record DashboardAsset(byte[] Content, string ContentType, string EntityTag);
