using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Credits.Notifiers;

/// <summary>
/// A secret that sender and receiver of webhooks share: 24 to 64 random bytes, written as <c>whsec_</c> and base64. Immutable; shows itself
/// only when asked by <see cref="Reveal"/>, so that no log holds it by accident.
/// </summary>
public sealed class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const int FewestBytes = 24;
    private const int MostBytes = 64;

    private readonly byte[] _key;

    private WebhookSecret(byte[] key) => _key = key;

    /// <summary>Makes a new one of 32 random bytes.</summary>
    /// <returns>The secret.</returns>
    public static WebhookSecret Generate() => new(RandomNumberGenerator.GetBytes(32));

    /// <summary>Reads a secret.</summary>
    /// <param name="text"><c>whsec_</c> and base64; the prefix may be left out.</param>
    /// <returns>The secret.</returns>
    /// <exception cref="FormatException">It is no such text, or not 24 to 64 bytes. The message does not repeat it.</exception>
    public static WebhookSecret Parse(string text) =>
        TryParse(text, out WebhookSecret? secret) ? secret : throw new FormatException("A webhook secret is 'whsec_' and the base64 of 24 to 64 bytes.");

    /// <summary>Reads a secret.</summary>
    /// <param name="text"><c>whsec_</c> and base64; the prefix may be left out.</param>
    /// <param name="secret">The secret.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out WebhookSecret? secret)
    {
        secret = null;
        if (text is null)
        {
            return false;
        }

        string base64 = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text;
        byte[] key = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, key, out int length) || length is < FewestBytes or > MostBytes)
        {
            return false;
        }

        secret = new(key[..length]);
        return true;
    }

    /// <summary>The secret as text, to be kept or given to the receiver.</summary>
    /// <returns><c>whsec_</c> and base64.</returns>
    public string Reveal() => Prefix + Convert.ToBase64String(_key);

    /// <summary>Does not show it.</summary>
    /// <returns>A text without the secret.</returns>
    public override string ToString() => Prefix + "***";

    internal byte[] Sign(ReadOnlySpan<byte> signed) => HMACSHA256.HashData(_key, signed);
}
