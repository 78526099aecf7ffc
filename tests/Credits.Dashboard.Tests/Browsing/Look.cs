namespace Credits.Dashboard.Tests.Browsing;

/// <summary>The colours and the screen that a page is looked at with.</summary>
public sealed record Look(bool IsDark, bool IsPhone)
{
    public static IReadOnlyList<Look> All { get; } = [new(false, false), new(true, false), new(false, true), new(true, true)];

    public string Name => $"{(IsDark ? "dark" : "light")}-{(IsPhone ? "phone" : "desktop")}";

    public override string ToString() => Name;
}
