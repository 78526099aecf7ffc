using System.Globalization;
using Credits.Notifications;
using Credits.Pricing;
using NodaTime;

namespace Credits.Notifiers;

/// <summary>
/// What a letter is written from: the notice, its reader, and the notice's numbers, dates and names in the reader's own form. All texts are
/// plain; whoever puts them into HTML encodes them. Immutable.
/// </summary>
/// <param name="notice">The notice.</param>
/// <param name="recipient">The reader.</param>
/// <param name="wallet">What the host says of the wallet.</param>
/// <param name="catalog">Where features have their names.</param>
public sealed class NoticeLetter(Notice notice, NoticeRecipient recipient, NoticeWallet wallet, CreditCatalog catalog)
{
    /// <summary>The notice.</summary>
    public Notice Notice { get; } = notice;

    /// <summary>The reader.</summary>
    public NoticeRecipient Recipient { get; } = recipient;

    /// <summary>What the host says of the wallet.</summary>
    public NoticeWallet Wallet { get; } = wallet;

    /// <summary>What people call the wallet: the host's name of it, otherwise its id.</summary>
    public string WalletName => Wallet.Name ?? Notice.Wallet.Value;

    /// <summary>Whose usage reached a limit that each user has for himself: his name where it was he who acted, otherwise his id; null for other notices.</summary>
    public string? UserName => Notice is not LimitReached { User: { } user } ? null : user == Notice.ActorId ? Notice.ActorName : user;

    /// <summary>The display name of the feature that a notice names; its key where the catalogue does not know it any more, null for other notices.</summary>
    public string? FeatureName => Notice is LimitReached { Feature: { } feature } ? catalog.FindFeature(feature)?.DisplayName ?? feature : null;

    /// <summary>An amount as the reader's culture writes it, with as many digits as it has.</summary>
    /// <param name="amount">The amount.</param>
    /// <returns>For example <c>1,250.5</c> or <c>1.250,5</c>.</returns>
    public string Amount(CreditAmount amount) => amount.ToDecimal().ToString("#,0.######", Recipient.Culture);

    /// <summary>An instant as date and time of the reader's culture, in his or the wallet's time zone, which is named after it.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>For example <c>Sunday, February 1, 2026 12:00 AM (Europe/Berlin)</c>.</returns>
    public string Date(Instant instant)
    {
        DateTimeZone zone = Recipient.Zone ?? Wallet.Zone;
        string name = zone == DateTimeZone.Utc ? "UTC" : zone.Id;
        return string.Create(CultureInfo.InvariantCulture, $"{instant.InZone(zone).ToDateTimeUnspecified().ToString("f", Recipient.Culture)} ({name})");
    }
}
