using Credits.Benchmarks.Load;

namespace Credits.Benchmarks.Tests.Load;

public sealed class LoadOptionsTests
{
    [Fact]
    public void Every_option_arrives()
    {
        LoadOptions.Parse(("--store postgres --wallets 10000 --zipf 1.5 --callers 32 --seconds 0.5 --mix mixed --against baseline --rounds 7 --json "
            + "--grants 10 --other-wallets 20 --rows 30 --connection Host=localhost --ids text").Split(' ')).Should().Be(new LoadOptions
        {
            Store = "postgres",
            Wallets = 10_000,
            Zipf = 1.5,
            Callers = 32,
            Seconds = 0.5,
            Mix = "mixed",
            Against = "baseline",
            Rounds = 7,
            Json = true,
            Grants = 10,
            OtherWallets = 20,
            Rows = 30,
            Connection = "Host=localhost",
            Ids = "text",
        });
    }

    [Theory]
    [InlineData("--store disk", "--store is one of memory, sqlite, postgres, not 'disk'.")]
    [InlineData("--mix refund", "--mix is one of consume, reserve-capture, mixed, not 'refund'.")]
    [InlineData("--against nobody", "--against is one of baseline, fresh, idle, not 'nobody'.")]
    [InlineData("--callers 0", "--callers is a whole number from 1 to 100000, not '0'.")]
    [InlineData("--wallets 1.5", "--wallets is a whole number from 1 to 10000000, not '1.5'.")]
    [InlineData("--seconds NaN", "--seconds is a number from 0.01 to 86400, not 'NaN'.")]
    [InlineData("--zipf -1", "--zipf is a number from 0 to 10, not '-1'.")]
    [InlineData("--rounds", "--rounds wants a value.")]
    [InlineData("--speed 1", "'--speed' is not known.")]
    [InlineData("--store sqlite --connection x", "--connection goes with --store postgres.")]
    [InlineData("--store sqlite --against idle", "--due-wallets N and --against idle go together, with a durable store.")]
    [InlineData("--store sqlite --due-wallets 10", "--due-wallets N and --against idle go together, with a durable store.")]
    [InlineData("--store memory --due-wallets 10 --against idle", "--due-wallets N and --against idle go together, with a durable store.")]
    public async Task What_is_wrong_is_said_with_how_it_is_used(string line, string message)
    {
        using StringWriter output = new();
        using StringWriter errors = new();

        (await LoadTool.RunAsync(line.Split(' '), output, errors)).Should().Be(2);

        errors.ToString().Should().Be($"{message}\n{LoadOptions.Usage}{Environment.NewLine}");
        output.ToString().Should().BeEmpty();
    }
}
