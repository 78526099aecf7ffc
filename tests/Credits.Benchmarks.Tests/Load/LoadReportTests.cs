using Credits.Benchmarks.Load;

namespace Credits.Benchmarks.Tests.Load;

public sealed class LoadReportTests
{
    private static readonly LoadOptions Options = new() { Store = "sqlite", Mix = "mixed", Wallets = 3, Callers = 2 };

    [Fact]
    public void The_figures_are_medians_of_the_rounds_and_the_ratio_is_that_of_the_rates()
    {
        LoadReport report = new(
            Options,
            [new(300, 1, 5, 10, 100), new(100, 3, 4, 30, 300), new(200, 2, 6, 20, 200)],
            [new(40, 8, 9, 1, 2), new(60, 10, 11, 1, 2)]);

        report.ToJson().Should().Be(
            """{"store":"sqlite","mix":"mixed","wallets":3,"callers":2,"ops_per_second":200,"p50_ms":2,"p99_ms":5"""
            + ""","baseline_ops_per_second":50,"baseline_p50_ms":9,"baseline_p99_ms":10,"ratio":4,"bytes_allocated_per_op":20,"bytes_stored_per_op":200}""");
    }

    [Fact]
    public void What_was_not_measured_is_null()
    {
        new LoadReport(Options, [new(100, 1, 2, 3, null)], []).ToJson().Should().Be(
            """{"store":"sqlite","mix":"mixed","wallets":3,"callers":2,"ops_per_second":100,"p50_ms":1,"p99_ms":2"""
            + ""","baseline_ops_per_second":null,"baseline_p50_ms":null,"baseline_p99_ms":null,"ratio":null,"bytes_allocated_per_op":3,"bytes_stored_per_op":null}""");
    }

    [Theory]
    [InlineData(0.50, 50)]
    [InlineData(0.99, 99)]
    [InlineData(0.991, 100)]
    [InlineData(1, 100)]
    [InlineData(0, 1)]
    public void A_percentile_is_the_smallest_value_that_so_many_do_not_exceed(double part, double expected) =>
        LoadRound.Percentile([.. Enumerable.Range(1, 100).Select(i => (double)i)], part).Should().Be(expected);

    [Fact]
    public void Of_one_value_every_percentile_is_that_and_of_none_it_is_0()
    {
        LoadRound.Percentile([7], 0.99).Should().Be(7);
        LoadRound.Percentile([], 0.5).Should().Be(0);
    }
}
