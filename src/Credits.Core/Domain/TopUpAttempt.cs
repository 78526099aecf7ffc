using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Credits.Journal;
using NodaTime;

namespace Credits.Domain;

/// <summary>An attempt to buy credits, in flight.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Amount">How many credits it buys.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="AskAgainAfter">The first wait before the provider is asked again, as the settings had it.</param>
/// <param name="Asked">How often it was asked again.</param>
/// <param name="NextAskAt">When it is asked again next.</param>
/// <param name="MonthEnds">The end of the month that it counts in.</param>
internal sealed record TopUpAttempt(
    string Id, CreditAmount Amount, Instant StartedAt, Duration AskAgainAfter, int Asked, Instant NextAskAt, Instant MonthEnds)
{
    private const string Prefix = "top-up-";
    private const string FailureSuffix = "-failed";
    private const int DigitCount = 32;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private static readonly Duration LongestWait = Duration.FromDays(1);

    /// <summary>
    /// An id that no other attempt has, of this wallet or another: it is a payment's idempotency key. Made of data alone, so that a decision stays
    /// pure; the instant is in it so that a wallet restored from a backup does not use the id of a payment again.
    /// </summary>
    public static string MakeId(WalletId wallet, long version, Instant at)
    {
        string origin = string.Create(CultureInfo.InvariantCulture, $"{version}:{UnixMicroseconds.Of(at)}:{wallet.Value}");
        return Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)).AsSpan(0, DigitCount / 2));
    }

    /// <summary>Whether an id has the form of an attempt's.</summary>
    public static bool HasForm(string id) =>
        id.Length == Prefix.Length + DigitCount && id.StartsWith(Prefix, StringComparison.Ordinal)
        && id.AsSpan(Prefix.Length).IndexOfAnyExcept(Digits) < 0;

    /// <summary>Whether an operation's id is one of those under which attempts are settled.</summary>
    public static bool IsOperation(string id) =>
        HasForm(id) || (id.EndsWith(FailureSuffix, StringComparison.Ordinal) && HasForm(id[..^FailureSuffix.Length]));

    /// <summary>The operation under which an attempt's failure is recorded; its success has the attempt's own id.</summary>
    public static string FailureOf(string id) => id + FailureSuffix;

    /// <summary>The attempt after it was asked about again: each wait is twice the one before.</summary>
    public TopUpAttempt AskedAgain(Instant at)
    {
        Duration wait = AskAgainAfter;
        for (int i = 0; i <= Asked && wait < LongestWait; i++)
        {
            wait *= 2;
        }

        return this with { Asked = Asked + 1, NextAskAt = Precision.Add(at, Duration.Min(wait, LongestWait)) };
    }
}
