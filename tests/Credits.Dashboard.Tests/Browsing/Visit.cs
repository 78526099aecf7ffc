using Microsoft.Playwright;

namespace Credits.Dashboard.Tests.Browsing;

/// <summary>Somebody before a page. Whatever the browser complains of, and wherever it went, is kept.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _host;
    private readonly List<string> _complaints = [];
    private readonly List<string> _elsewhere = [];

    private Visit(IBrowserContext context, IPage page, string host)
    {
        _context = context;
        _host = host;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Answers that may be refusals: the browser reports each as an error of its own.</summary>
    public bool MayBeRefused { get; set; }

    public static async Task<Visit> BeginAsync(IBrowser browser, string host, string who, Look? look = null)
    {
        look ??= Look.All[0];
        IBrowserContext context = await browser.NewContextAsync(new()
        {
            ColorScheme = look.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = look.IsPhone ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 900 },
            IsMobile = look.IsPhone,
            HasTouch = look.IsPhone,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-GB",
            TimezoneId = "Asia/Tokyo", // Neither the wallet's zone nor UTC.
        });
        if (who.Length > 0)
        {
            await context.AddCookiesAsync([new() { Name = "who", Value = who, Url = host }]);
        }

        IPage page = await context.NewPageAsync();
        page.SetDefaultTimeout(Chromium.Patience);
        Visit visit = new(context, page, host);
        page.Console += (_, message) =>
        {
            bool refused = visit.MayBeRefused && message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal);
            if (message.Type is "error" or "warning" && !refused)
            {
                visit._complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => visit._complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(host + "/", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                visit._elsewhere.Add(request.Url);
            }
        };
        return visit;
    }

    /// <summary>Opens an address of the host and waits until the page has its data.</summary>
    public async Task OpenAsync(string path)
    {
        await Page.GotoAsync(_host + path);
        await SettleAsync();
    }

    public async Task SettleAsync()
    {
        await Page.Locator("main h1").WaitForAsync();
        await Page.WaitForFunctionAsync("() => !document.querySelector('[aria-busy]')");
    }

    /// <summary>What a click, a key or a form says when it has succeeded.</summary>
    public ILocator Result => Page.Locator(".toast");

    public Task ShouldSayAsync(string text) => Assertions.Expect(Result).ToContainTextAsync(text);

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Field(string label) => Page.GetByLabel(label, new() { Exact = true });

    public void ShouldBeClean()
    {
        _complaints.Should().BeEmpty("the browser complains of nothing");
        _elsewhere.Should().BeEmpty("nothing is fetched from elsewhere");
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
