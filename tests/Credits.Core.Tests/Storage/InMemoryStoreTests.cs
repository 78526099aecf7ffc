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
            async () => await store.LeaseDueAsync(NodaConstants.UnixEpoch, Instant.MaxValue, 1, givenUp),
            async () => await store.AddChannelsAsync([], givenUp),
            async () => await store.LeaseNoticesAsync("mail", NodaConstants.UnixEpoch, Instant.MaxValue, 1, givenUp),
            async () => await store.SettleNoticesAsync([], givenUp),
            async () => await store.FindParkedNoticesAsync(null, null, 1, givenUp),
            async () => await store.ResendNoticesAsync([], givenUp),
            async () => await store.FindChannelsAsync(givenUp),
            async () => await store.RemoveChannelAsync("mail", givenUp),
        ];
        foreach (Func<Task> call in calls)
        {
            await call.Should().ThrowAsync<OperationCanceledException>();
        }
    }
}
