using Credits.AspNetCore.Access;
using Credits.AspNetCore.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Credits.AspNetCore.Dashboard;

/// <summary>The dashboard's addresses: a list of wallets, the pages of each, and the files they are made of.</summary>
internal sealed class DashboardEndpoints(CreditsDashboardOptions options)
{
    private const string Missing = "missing";
    private const string Forbidden = "forbidden";

    public void Map(RouteGroupBuilder group)
    {
        // As delegates: a method of a context alone would be taken for one that writes its answer itself.
        group.MapGet("/", (Delegate)ChooseAsync);
        group.MapGet("/wallets/{wallet}", (Delegate)StartAsync);
        group.MapGet("/wallets/{wallet}/{page}", PageAsync);
        group.MapGet("/assets/{version}/{**file}", static (string version, string file) =>
        {
            DashboardAssets assets = DashboardAssets.Embedded;
            return assets.Find(file) is { } asset ? new AssetAnswer(asset, isCurrent: version == assets.Version) : Results.NotFound();
        });
    }

    private async Task<IResult> ChooseAsync(HttpContext context)
    {
        string dashboard = AddressOf(context, segmentsBelow: 0);
        IReadOnlyList<WalletId> wallets = await CreditsRequest.ListWalletsAsync(context).ConfigureAwait(false);
        return wallets.Count == 1
            ? Redirect(context, $"{dashboard}/wallets/{Uri.EscapeDataString(wallets[0].Value)}")
            : new PageAnswer(SettingsOf(context, dashboard, DashboardPages.Choose));
    }

    private async Task<IResult> StartAsync(HttpContext context)
    {
        string dashboard = AddressOf(context, segmentsBelow: 2);
        return WalletRoute.TryRead(context, out WalletId wallet) && await CreditsRequest.FindActorAsync(context, wallet).ConfigureAwait(false) is { } actor
            ? Redirect(context, $"{dashboard}/wallets/{Uri.EscapeDataString(wallet.Value)}/{DashboardPages.HomeOf(actor.Role)}")
            : NotFound(context, dashboard);
    }

    private async Task<IResult> PageAsync(HttpContext context, string page)
    {
        string dashboard = AddressOf(context, segmentsBelow: 3);
        if (!DashboardPages.Exists(page)
            || !WalletRoute.TryRead(context, out WalletId wallet)
            || await CreditsRequest.FindActorAsync(context, wallet).ConfigureAwait(false) is not { } actor)
        {
            return NotFound(context, dashboard);
        }

        PageSettings settings = SettingsOf(context, dashboard, page, wallet) with
        {
            Wallet = wallet.Value,
            Role = WireNames.Of(actor.Role),
            ActorName = actor.Name,
        };
        if (!DashboardPages.MaySee(page, actor.Role))
        {
            return new PageAnswer(settings with { Page = Forbidden, UpgradeUrl = null }, StatusCodes.Status403Forbidden);
        }

        settings = await WithCalendarAsync(context, wallet, settings).ConfigureAwait(false);
        return new PageAnswer(settings with
        {
            HasOtherWallets = (await CreditsRequest.ListWalletsAsync(context).ConfigureAwait(false)).Count > 1,
            MayBill = await CreditsRequest.MayBillAsync(context, actor).ConfigureAwait(false),
            UpgradeUrl = actor.Role == ActorRole.Member ? null : settings.UpgradeUrl,
        });
    }

    /// <summary>The wallet's zone and period; they are no secret to its members, whose days are counted in them.</summary>
    private static async ValueTask<PageSettings> WithCalendarAsync(HttpContext context, WalletId wallet, PageSettings settings)
    {
        ICreditsAdmin admin = context.RequestServices.GetRequiredService<ICreditsAdmin>();
        CreditResult<WalletBalance> balance = await admin.GetBalanceAsync(wallet, Actor.System, cancellationToken: context.RequestAborted).ConfigureAwait(false);
        return balance.TryGetValue(out WalletBalance? held)
            ? settings with { Zone = held.Zone, Now = WireText.Of(held.At), PeriodStart = WireText.Of(held.PeriodStart), PeriodEnd = WireText.Of(held.PeriodEnd) }
            : settings;
    }

    private PageAnswer NotFound(HttpContext context, string dashboard) =>
        new(SettingsOf(context, dashboard, Missing) with { UpgradeUrl = null }, StatusCodes.Status404NotFound);

    private PageSettings SettingsOf(HttpContext context, string dashboard, string page, WalletId? wallet = null) => new()
    {
        Page = page,
        Dashboard = dashboard,
        Api = ApiRoute.Find(context),
        Title = options.Title,
        UpgradeUrl = wallet is null ? null : HostLink.Resolve(options.UpgradeUrl, context.Request.PathBase, wallet),
        UpgradeText = options.UpgradeText,
        HomeUrl = HostLink.Resolve(options.HomeUrl, context.Request.PathBase, wallet),
        HomeText = options.HomeText,
    };

    /// <summary>Where the dashboard is, as the browser asked for it: below path bases and route groups of any kind.</summary>
    private static string AddressOf(HttpContext context, int segmentsBelow)
    {
        string path = context.Request.PathBase.Add(context.Request.Path).ToUriComponent().TrimEnd('/');
        for (int i = 0; i < segmentsBelow; i++)
        {
            path = path[..path.LastIndexOf('/')];
        }

        return path;
    }

    private static IResult Redirect(HttpContext context, string address)
    {
        SecurityHeaders.ApplyToPage(context);
        return Results.Redirect(address);
    }
}
