using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Credits.Notifiers;

/// <summary>
/// An address as SMTP takes it: strict, so that nothing in it can end a header or a command. The domain is kept in its ASCII form; quoted
/// local parts and address literals, which nobody has, are refused.
/// </summary>
internal sealed record EmailAddress(string Local, string Domain)
{
    private const int LongestLocalBytes = 64;
    private const int LongestAddress = 254;

    /// <summary>Whether any server takes it; otherwise it needs one with SMTPUTF8.</summary>
    public bool IsAscii => Ascii.IsValid(Local);

    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address, [NotNullWhen(false)] out string? mistake)
    {
        address = null;
        mistake = null;
        int at = text?.LastIndexOf('@') ?? -1;
        if (text is null || at < 1 || at == text.Length - 1)
        {
            mistake = "an e-mail address is expected, such as ada@example.com.";
            return false;
        }

        string local = text[..at];
        if (Encoding.UTF8.GetByteCount(local) > LongestLocalBytes || local.Split('.').Any(atom => atom.Length == 0) || !local.EnumerateRunes().All(IsLocal))
        {
            mistake = "what stands before the @ is not the name of a mailbox.";
            return false;
        }

        if (!TryGetDomain(text[(at + 1)..], out string? domain) || local.Length + 1 + domain.Length > LongestAddress)
        {
            mistake = "what stands after the @ is not the name of a domain.";
            return false;
        }

        address = new(local, domain);
        return true;
    }

    public override string ToString() => $"{Local}@{Domain}";

    private static bool IsLocal(Rune rune) =>
        rune.IsAscii
            ? Rune.IsLetterOrDigit(rune) || ".!#$%&'*+-/=?^_`{|}~".Contains((char)rune.Value, StringComparison.Ordinal)
            : rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);

    private static bool TryGetDomain(string text, [NotNullWhen(true)] out string? domain)
    {
        domain = null;
        try
        {
            domain = new IdnMapping().GetAscii(text);
        }
        catch (ArgumentException)
        {
            // Empty labels, labels that are too long, characters no domain has.
            return false;
        }

        return domain.Split('.').All(label => label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
    }
}
