using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Credits.Notifiers;

/// <summary>
/// The Standard Webhooks scheme (standardwebhooks.com), version <c>v1</c>: HMAC-SHA256 over id, timestamp and body. For receivers in .NET, and for
/// this library as the sender; receivers in other languages use any implementation of the scheme. Thread-safe.
/// </summary>
/// <example>
/// <code>
/// WebhookVerification found = StandardWebhook.Verify(
///     [secret],
///     request.Headers[StandardWebhook.IdHeader],
///     request.Headers[StandardWebhook.TimestampHeader],
///     request.Headers[StandardWebhook.SignatureHeader],
///     body, // The bytes as they came: parsing and writing them again changes them.
///     clock.GetCurrentInstant());
/// </code>
/// </example>
public static class StandardWebhook
{
    /// <summary>The header with the id: the same whenever the same notice comes again.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header with the time of sending: whole seconds since 1970, of each attempt its own.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The header with the signatures, separated by spaces: one for each secret that is in use.</summary>
    public const string SignatureHeader = "webhook-signature";

    private const string Version = "v1,";

    /// <summary>How far the sender's time may be from the receiver's where nothing else is said: 5 minutes.</summary>
    public static Duration DefaultTolerance { get; } = Duration.FromMinutes(5);

    /// <summary>Signs a webhook.</summary>
    /// <param name="secrets">The secrets in use: usually one, while they are being changed the new one and the old one.</param>
    /// <param name="id">The id.</param>
    /// <param name="at">The time of sending; parts of a second are dropped.</param>
    /// <param name="body">The body, as it is sent.</param>
    /// <returns>The value of <see cref="SignatureHeader"/>.</returns>
    /// <exception cref="ArgumentException">No secret is given.</exception>
    public static string Sign(IReadOnlyList<WebhookSecret> secrets, string id, Instant at, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (secrets.Count == 0)
        {
            throw new ArgumentException("A webhook is signed with at least one secret.", nameof(secrets));
        }

        byte[] signed = Signed(id, Timestamp(at), body);
        return string.Join(' ', secrets.Select(s => Version + Convert.ToBase64String(s.Sign(signed))));
    }

    /// <summary>Finds out whether a webhook was sent by who knows one of the secrets, and lately.</summary>
    /// <param name="secrets">The secrets in use.</param>
    /// <param name="id">The header <see cref="IdHeader"/>; null where it is missing.</param>
    /// <param name="timestamp">The header <see cref="TimestampHeader"/>; null where it is missing.</param>
    /// <param name="signature">The header <see cref="SignatureHeader"/>; null where it is missing.</param>
    /// <param name="body">The body, byte for byte as it came.</param>
    /// <param name="now">The receiver's time.</param>
    /// <param name="tolerance">How far the time of sending may be from <paramref name="now"/>, either way; <see cref="DefaultTolerance"/> where left out.</param>
    /// <returns>What was found; everything but <see cref="WebhookVerification.Valid"/> is to be refused.</returns>
    public static WebhookVerification Verify(
        IReadOnlyList<WebhookSecret> secrets, string? id, string? timestamp, string? signature, ReadOnlySpan<byte> body, Instant now, Duration? tolerance = null)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signature))
        {
            return WebhookVerification.HeaderMissing;
        }

        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) || seconds > Instant.MaxValue.ToUnixTimeSeconds())
        {
            return WebhookVerification.TimestampUnreadable;
        }

        Duration age = now - Instant.FromUnixTimeSeconds(seconds);
        Duration most = tolerance ?? DefaultTolerance;
        if (age > most)
        {
            return WebhookVerification.TooOld;
        }

        if (-age > most)
        {
            return WebhookVerification.TooNew;
        }

        return IsSigned(secrets, signature, Signed(id, timestamp, body)) ? WebhookVerification.Valid : WebhookVerification.SignatureWrong;
    }

    internal static string Timestamp(Instant at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static bool IsSigned(IReadOnlyList<WebhookSecret> secrets, string signature, byte[] signed)
    {
        bool matches = false;
        byte[][] expected = [.. secrets.Select(s => s.Sign(signed))];
        foreach (string given in signature.Split(' '))
        {
            byte[] bytes = new byte[given.Length];
            if (given.StartsWith(Version, StringComparison.Ordinal) && Convert.TryFromBase64String(given[Version.Length..], bytes, out int length))
            {
                foreach (byte[] one in expected)
                {
                    // Takes as long whether it matches or not.
                    matches |= CryptographicOperations.FixedTimeEquals(one, bytes.AsSpan(0, length));
                }
            }
        }

        return matches;
    }

    private static byte[] Signed(string id, string timestamp, ReadOnlySpan<byte> body) => [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
}
