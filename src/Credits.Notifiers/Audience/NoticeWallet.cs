using NodaTime;

namespace Credits.Notifiers;

/// <summary>What letters say of a wallet, as the host knows it. Immutable.</summary>
public sealed record NoticeWallet
{
    private readonly Uri? _link;

    /// <summary>What people call it, usually the organisation's name; the wallet's id where null.</summary>
    public string? Name { get; init; }

    /// <summary>In which time zone dates are shown: best the one that the wallet was opened with. Default: UTC.</summary>
    public DateTimeZone Zone { get; init; } = DateTimeZone.Utc;

    /// <summary>Where its credits are looked after and bought, for a link in the letter; no link where null.</summary>
    /// <exception cref="ArgumentException">Not an absolute address of the web.</exception>
    public Uri? Link
    {
        get => _link;
        init => _link = value is null or { IsAbsoluteUri: true, Scheme: "https" or "http" }
            ? value
            : throw new ArgumentException($"'{value}' is not an absolute http or https address.", nameof(value));
    }
}
