using Credits.Dashboard.Tests.Host;
using Microsoft.Playwright;

namespace Credits.Dashboard.Tests.Browsing;

/// <summary>One host and one browser for all tests; what a test writes, it writes into a wallet of its own.</summary>
public sealed class DashboardFixture : IAsyncLifetime
{
    private IPlaywright _playwright = null!;

    internal DashboardHost Host { get; private set; } = null!;

    internal IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await DashboardHost.StartAsync();
        await Host.LiveAsync();
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Chromium.Patience);
        Browser = await Chromium.LaunchAsync(_playwright);
    }

    internal Task<Visit> VisitAsync(string who, Look? look = null) => Visit.BeginAsync(Browser, Host.Address, who, look);

    internal async Task<Visit> OpenAsync(string who, string path, Look? look = null)
    {
        Visit visit = await VisitAsync(who, look);
        await visit.OpenAsync(path);
        return visit;
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
        await Host.DisposeAsync();
    }
}
