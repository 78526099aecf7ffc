using System.Text;

namespace Credits.Notifiers;

/// <summary>A letter as plain text.</summary>
internal static class PlainLayout
{
    public static string Write(NoticeLetter letter, NoticeText text)
    {
        StringBuilder plain = new();
        foreach (string paragraph in text.Paragraphs)
        {
            plain.Append(paragraph).Append("\n\n");
        }

        foreach (NoticeDetail detail in text.Details)
        {
            plain.Append(detail.Label).Append(": ").Append(detail.Value).Append('\n');
        }

        if (text.Details.Count > 0)
        {
            plain.Append('\n');
        }

        if (letter.Wallet.Link is { } link && text.LinkText is { } words)
        {
            plain.Append(words).Append(": ").Append(link.AbsoluteUri).Append("\n\n");
        }

        if (text.Footer is { } footer)
        {
            // The usual mark of what is not the letter itself.
            plain.Append("-- \n").Append(footer).Append('\n');
        }

        return plain.ToString();
    }
}
