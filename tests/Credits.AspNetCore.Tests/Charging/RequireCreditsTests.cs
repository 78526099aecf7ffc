using System.Net;
using Credits.AspNetCore.Tests.Host;
using Credits.DependencyInjection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Credits.AspNetCore.Tests.Charging;

/// <summary>An endpoint that costs credits.</summary>
public sealed class RequireCreditsTests
{
    [Fact]
    public async Task A_success_captures_what_was_reserved_or_what_the_handler_says()
    {
        await using WebHost host = await HostAsync(static app =>
        {
            Map(app, "/default", static () => "done").RequireCredits("test-cases");
            Map(app, "/some", static (HttpContext context) =>
            {
                CreditsCharge charge = CreditsCharge.Of(context)!;
                charge.Reserved.Should().Be((CreditAmount)80);
                charge.By.Id.Should().Be("ada");
                charge.Used = 3;
                return TypedResults.Ok(new { cases = 3 });
            }).RequireCredits("test-cases", 8);
            Map(app, "/nothing", static (HttpContext context) =>
            {
                CreditsCharge.Of(context)!.Used = 0;
                return TypedResults.NoContent();
            }).RequireCredits("test-cases");
        });
        Caller ada = host.As("ada");
        (await ada.PostAsync("/default", "{}")).ShouldBe(HttpStatusCode.OK).Text.Should().Be("done");
        (await HeldAsync(host)).Should().Be((950, 0));
        (await ada.PostAsync("/some", "{}")).ShouldBe(HttpStatusCode.OK).Text.Should().Be("{\"cases\":3}");
        (await HeldAsync(host)).Should().Be((920, 0));
        (await ada.PostAsync("/nothing", "{}")).ShouldBe(HttpStatusCode.NoContent);
        (await HeldAsync(host)).Should().Be((920, 0));
    }

    [Fact]
    public async Task The_quantity_can_come_from_the_request()
    {
        await using WebHost host = await HostAsync(static app => Map(app, "/run", static () => "done")
            .RequireCredits("test-cases", static context => int.Parse(context.Request.Query["cases"]!, System.Globalization.CultureInfo.InvariantCulture)));
        (await host.As("ada").PostAsync("/run?cases=7", "{}")).ShouldBe(HttpStatusCode.OK);
        (await HeldAsync(host)).Should().Be((930, 0));
        (await host.As("ada").PostAsync("/run?cases=-7", "{}")).ShouldBe(HttpStatusCode.BadRequest, "invalid_value")["field"].Should().Be("quantity");
    }

    [Fact]
    public async Task An_exception_or_a_status_that_is_no_success_releases()
    {
        await using WebHost host = await HostAsync(static app =>
        {
            Map(app, "/throws", static string () => throw new InvalidOperationException("no model today")).RequireCredits("test-cases");
            Map(app, "/result", static () => TypedResults.BadRequest("no")).RequireCredits("test-cases");
            Map(app, "/union", static Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok, Microsoft.AspNetCore.Http.HttpResults.NotFound> () => TypedResults.NotFound())
                .RequireCredits("test-cases");
            Map(app, "/status", static (HttpContext context) =>
            {
                context.Response.StatusCode = 502;
                return "upstream";
            }).RequireCredits("test-cases");
            Map(app, "/redirect", static () => TypedResults.Redirect("/elsewhere")).RequireCredits("test-cases");
        });
        foreach (string path in new[] { "/throws", "/result", "/union", "/status", "/redirect" })
        {
            ((int)(await host.As("ada").PostAsync(path, "{}")).Status).Should().BeGreaterThanOrEqualTo(300, path);
            (await HeldAsync(host)).Should().Be((1000, 0), path);
        }
    }

    [Fact]
    public async Task Without_credits_the_handler_does_not_run()
    {
        int runs = 0;
        await using WebHost host = await HostAsync(app => Map(app, "/run", () => ++runs).RequireCredits("test-cases", 101));
        Answer refused = (await host.As("ada").PostAsync("/run", "{}")).ShouldBe(HttpStatusCode.PaymentRequired, "insufficient_credits");
        (refused["available"], refused["requested"], refused["shortfall"]).Should().Be(("1000", "1010", "10"));
        (await host.Admin.SetLimitsAsync("acme", [new LimitPolicy("daily") { Window = LimitWindow.Day, Hard = 5 }], Actor.System)).GetValueOrThrow();
        (await host.Admin.PurchaseAsync("acme", new(1_000), Actor.System)).GetValueOrThrow();
        Answer limited = (await host.As("ada").PostAsync("/run", "{}")).ShouldBe(HttpStatusCode.PaymentRequired, "hard_limit_reached");
        (limited["policy"], limited["threshold"], limited["resetsAt"]).Should().Be(("daily", "5", "2026-01-06T00:00:00Z"));
        (await host.As("eve").PostAsync("/run", "{}")).ShouldBe(HttpStatusCode.NotFound, "wallet_not_found");
        runs.Should().Be(0);
    }

    [Fact]
    public async Task The_wallet_is_the_one_the_principal_has_or_the_one_the_host_names()
    {
        await using WebHost own = await HostAsync(static app => app.MapPost("/own", static () => "done").RequireAuthorization("credits").RequireCredits("test-cases"));
        (await PostAsync(own, "ada", "/own")).ShouldBe(HttpStatusCode.OK);
        (await HeldAsync(own)).Should().Be((950, 0));
        (await PostAsync(own, "root", "/own")).ShouldBe(HttpStatusCode.NotFound, "wallet_not_found");
        await using WebHost named = await HostAsync(
            static app => app.MapPost("/own", static () => "done").RequireAuthorization("credits").RequireCredits("test-cases"),
            static c => c.AddWebAccess(static o => o.SpendingWallet = static context => context.Request.Headers["X-Organisation"].ToString() is { Length: > 0 } id ? new WalletId(id) : default(WalletId?)));
        (await PostAsync(named, "root", "/own", "globex")).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(named, "ada", "/own", "globex")).ShouldBe(HttpStatusCode.NotFound, "wallet_not_found");

        static Task<Answer> PostAsync(WebHost host, string who, string path, string? organisation = null)
        {
            Caller caller = host.As(who);
            HttpRequestMessage request = caller.Request(HttpMethod.Post, path, "{}");
            if (organisation is not null)
            {
                request.Headers.Add("X-Organisation", organisation);
            }

            return caller.SendAsync(request);
        }
    }

    [Fact]
    public async Task A_key_charges_once_and_is_good_for_another_try_after_a_failure()
    {
        int runs = 0;
        bool fails = true;
        await using WebHost host = await HostAsync(app => Map(app, "/run", () =>
        {
            runs++;
            return fails ? Results.StatusCode(500) : Results.Ok();
        }).RequireCredits("test-cases"));
        Caller ada = host.As("ada");
        (await ada.PostAsync("/run", "{}", "key")).ShouldBe(HttpStatusCode.InternalServerError);
        (await ada.PostAsync("/run", "{}", "key")).ShouldBe(HttpStatusCode.InternalServerError);
        fails = false;
        (await ada.PostAsync("/run", "{}", "key")).ShouldBe(HttpStatusCode.OK);
        (await ada.PostAsync("/run", "{}", "key")).ShouldBe(HttpStatusCode.Conflict, "reservation_captured");
        runs.Should().Be(3);
        (await HeldAsync(host)).Should().Be((950, 0));
    }

    [Fact]
    public async Task While_a_request_is_under_way_another_with_its_key_does_not_run()
    {
        TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource leave = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using WebHost host = await HostAsync(app => Map(app, "/run", async () =>
        {
            entered.SetResult();
            await leave.Task;
            return "done";
        }).RequireCredits("test-cases"));
        Task<Answer> first = host.As("ada").PostAsync("/run", "{}", "key");
        await entered.Task.WaitAsync(TimeSpan.FromMinutes(2));
        (await HeldAsync(host)).Should().Be((950, 50));
        (await host.As("ada").PostAsync("/run", "{}", "key")).ShouldBe(HttpStatusCode.Conflict, "operation_in_progress");
        leave.SetResult();
        (await first).ShouldBe(HttpStatusCode.OK);
        (await HeldAsync(host)).Should().Be((950, 0));
    }

    [Fact]
    public async Task A_stream_is_charged_when_it_has_ended_with_what_was_used_until_then()
    {
        TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using WebHost host = await HostAsync(app =>
        {
            Map(app, "/sequence", (HttpContext context) => CasesAsync(context, goOn.Task)).RequireCredits("test-cases", 8);
            Map(app, "/body", static async (HttpContext context) =>
            {
                await context.Response.WriteAsync("text");
                CreditsCharge.Of(context)!.Used = 1;
            }).RequireCredits("test-cases", 8);
            Map(app, "/stream", static (HttpContext context) => TypedResults.Stream(async output =>
            {
                await output.WriteAsync("text"u8.ToArray());
                CreditsCharge.Of(context)!.Used = 2;
            })).RequireCredits("test-cases", 8);
        });
        Caller ada = host.As("ada");
        using HttpRequestMessage request = ada.Request(HttpMethod.Post, Caller.Path("acme", "/sequence"), "{}");
        Task<Answer> sent = ada.SendAsync(request);
        goOn.SetResult();
        (await sent).ShouldBe(HttpStatusCode.OK).Text.Should().Be("[1,2,3]");
        await EventuallyAsync(host, (970, 0));
        (await ada.PostAsync("/body", "{}")).ShouldBe(HttpStatusCode.OK).Text.Should().Be("text");
        await EventuallyAsync(host, (960, 0));
        (await ada.PostAsync("/stream", "{}")).ShouldBe(HttpStatusCode.OK).Text.Should().Be("text");
        await EventuallyAsync(host, (940, 0));

        static async IAsyncEnumerable<int> CasesAsync(HttpContext context, Task goOn)
        {
            for (int i = 1; i <= 3; i++)
            {
                await goOn;
                CreditsCharge.Of(context)!.Used = i;
                yield return i;
            }
        }
    }

    [Fact]
    public async Task A_stream_that_breaks_off_is_released()
    {
        await using WebHost host = await HostAsync(static app => Map(app, "/sequence", static () => BrokenAsync()).RequireCredits("test-cases", 8));
        await FluentActions.Awaiting(() => host.As("ada").PostAsync("/sequence", "{}")).Should().ThrowAsync<HttpRequestException>();
        await EventuallyAsync(host, (1000, 0));

        static async IAsyncEnumerable<string> BrokenAsync()
        {
            for (int i = 0; i < 100; i++)
            {
                yield return new string('x', 10_000);
                await Task.Yield();
            }

            throw new InvalidOperationException("the model hung up");
        }
    }

    [Fact]
    public async Task More_than_was_reserved_is_charged_as_overage_where_the_feature_does_so_and_else_as_reserved()
    {
        await using WebHost host = await HostAsync(static app =>
        {
            Map(app, "/chat", static (HttpContext context) =>
            {
                CreditsCharge.Of(context)!.Used = Quantity.Of(("inputTokens", 200_000m));
                return "done";
            }).RequireCredits("assistant", static _ => Quantity.Of(("inputTokens", 100_000m)));
            Map(app, "/cases", static (HttpContext context) =>
            {
                CreditsCharge.Of(context)!.Used = 9;
                return "done";
            }).RequireCredits("test-cases", 5);
        });
        (await host.As("ada").PostAsync("/chat", "{}")).ShouldBe(HttpStatusCode.OK);
        (await HeldAsync(host)).Should().Be((800, 0));
        (await host.As("ada").PostAsync("/cases", "{}")).ShouldBe(HttpStatusCode.OK);
        (await HeldAsync(host)).Should().Be((750, 0));
    }

    [Fact]
    public async Task Work_that_outlives_its_reservation_is_answered_with_the_refusal()
    {
        await using WebHost host = await HostAsync(static app => Map(app, "/slow", static (HttpContext context, IClock clock) =>
        {
            ((Testing.ManualClock)clock).Advance(Duration.FromMinutes(2));
            return "done";
        }).RequireCredits("test-cases", 5, Duration.FromMinutes(1)));
        (await host.As("ada").PostAsync("/slow", "{}")).ShouldBe(HttpStatusCode.Conflict, "reservation_expired");
        (await HeldAsync(host)).Should().Be((1000, 0));
    }

    [Fact]
    public async Task A_feature_that_does_not_exist_is_found_before_the_first_request()
    {
        Func<Task> start = () => HostAsync(static app =>
        {
            Map(app, "/run", static () => "done").RequireCredits("misspelt");
            _ = ((IEndpointRouteBuilder)app).DataSources.SelectMany(static s => s.Endpoints).Count();
        });
        await start.Should().ThrowAsync<InvalidOperationException>().WithMessage("*\"misspelt\"*no such feature*");
    }

    private static RouteHandlerBuilder Map(WebApplication app, string path, Delegate handler) =>
        app.MapPost($"{WebHost.Api}/wallets/{{wallet}}{path}", handler).RequireAuthorization("credits");

    private static Task<WebHost> HostAsync(Action<WebApplication> map, Action<CreditsBuilder>? configure = null) => WebHost.StartAsync(configure, map: map);

    private static async Task<(decimal Available, decimal Reserved)> HeldAsync(WebHost host)
    {
        WalletBalance balance = (await host.Admin.GetBalanceAsync("acme", Actor.System)).Value;
        return (balance.Available.ToDecimal(), balance.Reserved.ToDecimal());
    }

    /// <summary>A stream's end is read before its charge is written.</summary>
    private static async Task EventuallyAsync(WebHost host, (decimal, decimal) held)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(2));
        while (await HeldAsync(host) != held && !limit.IsCancellationRequested)
        {
            await Task.Yield();
        }

        (await HeldAsync(host)).Should().Be(held);
    }
}
