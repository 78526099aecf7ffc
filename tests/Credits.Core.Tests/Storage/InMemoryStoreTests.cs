using Credits.Storage;
using NodaTime;

namespace Credits.Tests.Storage;

/// <summary>What the store in memory does beyond the conformance kit.</summary>
public sealed class InMemoryStoreTests
{
    [Fact]
    public async Task Calls_for_notices_can_be_given_up_before_they_begin()
    {
        InMemoryStore store = new();
        CancellationToken givenUp = new(canceled: true);
        Func<Task>[] calls =
        [
            async () => await store.LeaseNoticesAsync(NodaConstants.UnixEpoch, NodaConstants.UnixEpoch + Duration.FromMinutes(1), 1, givenUp),
            async () => await store.AcknowledgeNoticesAsync([], givenUp),
            async () => await store.ReturnNoticesAsync([], givenUp),
        ];
        foreach (Func<Task> call in calls)
        {
            await call.Should().ThrowAsync<OperationCanceledException>();
        }
    }
}
