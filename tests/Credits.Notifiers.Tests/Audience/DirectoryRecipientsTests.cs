using Credits.Notifications;

namespace Credits.Notifiers.Tests.Audience;

public sealed class DirectoryRecipientsTests
{
    private readonly DirectoryRecipients _recipients = new(new KnownUsers());

    [Fact]
    public async Task A_limit_is_for_the_administrators_and_for_who_reached_it() =>
        (await FindAsync(Samples.SoftLimit with { User = null })).Should().Equal(KnownUsers.Grace, KnownUsers.Bob);

    [Fact]
    public async Task A_users_own_limit_is_for_him_whoever_captured() =>
        (await FindAsync(Samples.SoftLimit with { ActorId = "u9", ActorName = "Worker" })).Should().Equal(KnownUsers.Grace, KnownUsers.Bob);

    [Fact]
    public async Task What_system_did_is_for_the_administrators() =>
        (await FindAsync(Samples.SoftLimit with { User = null, ActorId = "system", ActorName = "System" })).Should().Equal(KnownUsers.Grace);

    [Fact]
    public async Task Everything_else_is_for_the_administrators()
    {
        foreach (Notice notice in Samples.All.Where(n => n is not LimitReached))
        {
            (await FindAsync(notice with { ActorId = "u2" })).Should().Equal(KnownUsers.Grace);
        }
    }

    private async Task<IReadOnlyList<NoticeRecipient>> FindAsync(Notice notice) => await _recipients.FindAsync(notice, CancellationToken.None);
}
