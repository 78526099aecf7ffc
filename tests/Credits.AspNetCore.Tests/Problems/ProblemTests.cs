using System.Net;
using Credits.AspNetCore.Problems;
using Credits.AspNetCore.Tests.Host;
using Credits.Storage;
using Credits.Testing;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Credits.AspNetCore.Tests.Problems;

/// <summary>Refusals and failures as problem details.</summary>
public sealed class ProblemTests
{
    public static TheoryData<RefusalCode> Codes => [.. Enum.GetValues<RefusalCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_refusal_has_status_title_type_and_code(RefusalCode code)
    {
        ProblemDetails problem = new Refusal(code, "A sentence.").ToProblemDetails();
        problem.Status.Should().BeInRange(400, 499);
        problem.Type.Should().Be("urn:credits:problem:" + WireNames.Of(code));
        problem.Extensions["code"].Should().Be(WireNames.Of(code));
        problem.Title.Should().NotBeNullOrEmpty().And.NotBe("The wallet's rules refuse this");
        ProblemCatalog.StatusOf(code).Should().Be(problem.Status);
    }

    [Fact]
    public async Task What_is_not_found_is_named_by_the_sentence_and_the_title_is_true_of_refunds_and_top_ups()
    {
        await using WebHost host = await WebHost.StartAsync();
        Answer refund = (await host.As("bill").PostAsync("/refunds", new { target = "gone", reason = "r" })).ShouldBe(HttpStatusCode.NotFound, "target_not_found");
        string attempt = "top-up-" + new string('0', 32);
        ProblemDetails topUp = (await host.Admin.CompleteTopUpAsync("acme", attempt, Actor.System)).Refusal!.ToProblemDetails();

        refund["title"].Should().Be("The wallet has nothing of that id");
        refund["detail"].Should().Be("The wallet has no consume of operation 'gone' and no captured reservation 'gone'.");
        (topUp.Title, topUp.Detail, topUp.Status).Should().Be(("The wallet has nothing of that id", $"The wallet has no top-up attempt '{attempt}'.", 404));
    }

    [Fact]
    public void The_numbers_go_with_it()
    {
        new InsufficientCreditsRefusal("m", 3, 10).ToProblemDetails().Extensions.Should().Contain(
            new Dictionary<string, object?> { ["available"] = "3", ["requested"] = "10", ["shortfall"] = "7" });
        ProblemDetails limit = new CreditsRefusedException(new HardLimitRefusal("m", "monthly", 490, 500, 10, Instant.FromUtc(2026, 2, 1, 0, 0))).ToProblemDetails();
        limit.Status.Should().Be(402);
        limit.Detail.Should().Be("m");
        limit.Extensions.Should().Contain(new Dictionary<string, object?>
        {
            ["policy"] = "monthly", ["usage"] = "490", ["threshold"] = "500", ["remaining"] = "10", ["resetsAt"] = "2026-02-01T00:00:00Z",
        });
    }

    [Theory]
    [InlineData(CommitFault.NotApplied, "not_applied", "accepted")]
    [InlineData(CommitFault.LostAcknowledgement, "unknown", "replayed")]
    public async Task A_failing_store_is_503_with_what_became_of_it_and_how_to_repeat_it(CommitFault fault, string fate, string repeated)
    {
        FaultyStore store = new(new InMemoryStore());
        await using WebHost host = await WebHost.StartAsync(store: store);
        store.FailCommits(fault);
        Answer failed = (await host.As("bill").PostAsync("/purchases", new { amount = 5 })).ShouldBe(HttpStatusCode.ServiceUnavailable, "unavailable");
        failed["fate"].Should().Be(fate);
        failed.Headers["Retry-After"].Should().Be("1");
        (await host.As("bill").PostAsync("/purchases", new { amount = 5 }, failed["operation"])).ShouldBe(HttpStatusCode.OK)["status"].Should().Be(repeated);
        (await host.Admin.GetBalanceAsync("acme", Actor.System)).Value.Available.Should().Be((CreditAmount)1_005);
    }

    [Fact]
    public void What_the_store_said_stays_in_the_log()
    {
        CreditsUnavailableException failure = new(CommandFate.Unknown, "acme", "op", new IOException("Host=db;Password=secret"));
        ProblemDetails problem = failure.ToProblemDetails();
        problem.Status.Should().Be(503);
        System.Text.Json.JsonSerializer.Serialize(problem).Should().NotContain("secret");
        problem.Extensions["operation"].Should().Be("op");
    }
}
