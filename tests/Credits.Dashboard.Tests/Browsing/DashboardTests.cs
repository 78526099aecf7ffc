namespace Credits.Dashboard.Tests.Browsing;

/// <summary>The tests that share one host and one browser.</summary>
[CollectionDefinition(Name)]
public sealed class DashboardTests : ICollectionFixture<DashboardFixture>
{
    public const string Name = "dashboard";
}
