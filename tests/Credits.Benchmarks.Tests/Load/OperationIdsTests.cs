using Credits.Benchmarks.Load;

namespace Credits.Benchmarks.Tests.Load;

public sealed class OperationIdsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_two_are_alike_whatever_the_caller_and_the_round(bool areUuids)
    {
        OperationIds[] callers = [new(areUuids, 0, 0), new(areUuids, 1, 0), new(areUuids, 0, 1), new(areUuids, 99_999, 1_000), new(areUuids, 15, 3)];

        callers.SelectMany(c => Enumerable.Range(0, 10_000).Select(_ => c.Next())).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Uuids_are_of_version_7_and_in_the_order_of_time()
    {
        OperationIds ids = new(areUuids: true, caller: 99_999, round: 1_000);
        string[] made = [.. Enumerable.Range(0, 1_000).Select(_ => ids.Next())];

        made.Should().OnlyContain(id => Guid.ParseExact(id, "N").Version == 7 && Guid.ParseExact(id, "N").Variant >= 8 && Guid.ParseExact(id, "N").Variant < 12)
            .And.BeInAscendingOrder(StringComparer.Ordinal);
    }
}
