namespace Credits.AspNetCore.Dashboard;

/// <summary>The pages of a wallet, by the name in their address, and whose they are.</summary>
internal static class DashboardPages
{
    public const string Choose = "choose";
    public const string Overview = "overview";
    public const string Own = "me";

    private static readonly string[] Administration = [Overview, "transactions", "usage", "limits", "grants"];

    public static IReadOnlyList<string> All { get; } = [.. Administration, Own];

    public static bool Exists(string page) => All.Contains(page, StringComparer.Ordinal);

    /// <summary>Members see what is their own and nothing else; that is decided here, before anything is sent, and again by every endpoint.</summary>
    public static bool MaySee(string page, ActorRole role) => role != ActorRole.Member || page == Own;

    public static string HomeOf(ActorRole role) => role == ActorRole.Member ? Own : Overview;
}
