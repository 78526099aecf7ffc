using Credits.Benchmarks.Load;
using Credits.Benchmarks.Load.Memory;
using Credits.Benchmarks.Load.PostgreSql;
using Credits.Benchmarks.Load.Sqlite;
using Credits.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Credits.Benchmarks.Tests.Load;

/// <summary>A contender that did less than it says would win for nothing.</summary>
public sealed class ContenderTests
{
    private static readonly LoadOptions Small = new() { Wallets = 2, Callers = 2 };

    [Theory]
    [InlineData("memory")]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_baseline_takes_an_operation_id_once_a_wallet(string name)
    {
        await using ILoadStore store = await StoreAsync(name);
        await using IContender baseline = await store.BaselineAsync();
        await baseline.PrepareAsync();
        await baseline.ConsumeAsync(0, 1, "a");
        await baseline.ReserveAndCaptureAsync(1, 1, "b", "c");

        await baseline.Awaiting(b => b.ConsumeAsync(0, 1, "a").AsTask()).Should().ThrowAsync<Exception>();
        await baseline.ConsumeAsync(0, 0, "a");
    }

    [Fact]
    public async Task The_library_has_three_grants_a_soft_and_a_hard_limit_and_takes_what_it_says()
    {
        InMemoryStore store = new();
        await using LibraryContender library = new(b => b.UseStore(_ => store), new(2, 3, 1, 10), isDurable: false, static () => default);
        await library.PrepareAsync();

        await library.ConsumeAsync(0, 1, "a");
        await library.ReserveAndCaptureAsync(0, 1, "b", "c");

        await using ServiceProvider provider = new ServiceCollection()
            .AddCredits()
            .AddPlan("pro", p => p.Allowance(1_000_000_000_000))
            .AddFeature("test-cases", f => f.PerUnit(1))
            .UseStore(_ => store).Services.BuildServiceProvider();
        ICreditsAdmin admin = provider.GetRequiredService<ICreditsAdmin>();

        (await admin.GetGrantsAsync("wallet-1", Actor.System)).Value.Should().HaveCount(3).And.ContainSingle(g => g.Amount - g.Remaining == (CreditAmount)10);
        (await admin.GetLimitsAsync("wallet-1", Actor.System)).Value.Should().ContainSingle(l => l.Soft.Count == 1 && l.Hard != null && l.Usage == (CreditAmount)10);
        (await admin.GetBalanceAsync("other-0", Actor.System)).IsAccepted.Should().BeTrue();
    }

    [Theory]
    [InlineData("memory", "baseline")]
    [InlineData("sqlite", "baseline")]
    [InlineData("sqlite", "fresh")]
    [InlineData("postgres", "baseline")]
    public async Task A_run_tells_both_sides(string name, string against)
    {
        using StringWriter output = new();
        using StringWriter errors = new();
        string[] line = ["--store", name, "--wallets", "2", "--callers", "2", "--seconds", "0.05", "--mix", "mixed", "--against", against, "--rounds", "1", "--json"];

        (await LoadTool.RunAsync(line, output, errors)).Should().Be(0);

        errors.ToString().Should().BeEmpty();
        output.ToString().Should().StartWith($$"""{"store":"{{name}}","mix":"mixed","wallets":2,"callers":2,"ops_per_second":""")
            .And.MatchRegex("\"ratio\":[0-9]").And.MatchRegex(name == "memory" ? "\"bytes_stored_per_op\":null" : "\"bytes_stored_per_op\":[0-9]");
    }

    private static async Task<ILoadStore> StoreAsync(string name) => name switch
    {
        "sqlite" => new SqliteLoadStore(Small),
        "postgres" => await PostgreSqlLoadStore.StartAsync(Small with { Store = "postgres" }),
        _ => new MemoryLoadStore(Small),
    };
}
