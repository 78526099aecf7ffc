using System.Globalization;
using NodaTime;

namespace Credits.Notifiers.Tests;

/// <summary>The host's users, as tests know them.</summary>
internal sealed class KnownUsers : INoticeDirectory
{
    public static NoticeRecipient Grace { get; } = new("grace@example.com") { Name = "Grace Hopper" };

    public static NoticeRecipient Bob { get; } = new("bob@example.com") { Name = "Bob", Culture = CultureInfo.GetCultureInfo("de-DE") };

    public List<NoticeRecipient> Admins { get; } = [Grace];

    public ValueTask<IReadOnlyList<NoticeRecipient>> FindAdminsAsync(WalletId wallet, CancellationToken cancellationToken) => new([.. Admins]);

    public ValueTask<NoticeRecipient?> FindUserAsync(WalletId wallet, string user, CancellationToken cancellationToken) =>
        new(user switch { "u2" => Bob, "boss" => Grace, _ => null });

    public ValueTask<NoticeWallet> DescribeAsync(WalletId wallet, CancellationToken cancellationToken) => new(new NoticeWallet
    {
        Name = $"{wallet} <Größe & Söhne>",
        Zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"],
        Link = new("https://app.example.com/credits?a=1&b=2"),
    });
}
