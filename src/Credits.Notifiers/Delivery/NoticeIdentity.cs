using System.Security.Cryptography;
using System.Text;
using Credits.Notifications;

namespace Credits.Notifiers;

/// <summary>The name under which a notice leaves the house: the same at every attempt, and of letters that fit into any header whatever the wallet's id is.</summary>
internal static class NoticeIdentity
{
    private const int HashBytes = 16;

    public static string Of(Notice notice) => Hash("ntc_", notice.Id);

    /// <summary>Of what one recipient gets.</summary>
    public static string Of(Notice notice, string recipient) => Hash("ntc_", $"{notice.Id}\n{recipient}");

    private static string Hash(string prefix, string text) => prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, HashBytes));
}
