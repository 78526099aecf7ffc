using System.Globalization;
using System.Net;
using System.Text;

namespace Credits.Notifiers;

/// <summary>A letter as an HTML document. Every text in it is encoded here, whoever wrote it; styles stand at the elements since many readers drop all others.</summary>
internal static class HtmlLayout
{
    public static string Write(NoticeLetter letter, NoticeText text)
    {
        CultureInfo culture = letter.Recipient.Culture;
        StringBuilder html = new();
        html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"{Encode(culture.Name)}\" dir=\"{(culture.TextInfo.IsRightToLeft ? "rtl" : "ltr")}\">\n");
        html.Append("<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
        html.Append(CultureInfo.InvariantCulture, $"<title>{Encode(text.Subject)}</title></head>\n");
        html.Append("<body style=\"margin:0;padding:24px;font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;color:#222;background:#fff\">\n");
        html.Append("<div style=\"max-width:560px;margin:0 auto\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<h1 style=\"font-size:20px;line-height:1.3\">{Encode(text.Subject)}</h1>\n");
        foreach (string paragraph in text.Paragraphs)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Encode(paragraph)}</p>\n");
        }

        WriteDetails(html, text.Details);
        if (letter.Wallet.Link is { } link && text.LinkText is { } words)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{Encode(link.AbsoluteUri)}\" style=\"color:#0b57d0\">{Encode(words)}</a></p>\n");
        }

        if (text.Footer is { } footer)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin-top:32px;font-size:13px;color:#666\">{Encode(footer)}</p>\n");
        }

        return html.Append("</div>\n</body>\n</html>\n").ToString();
    }

    private static void WriteDetails(StringBuilder html, IReadOnlyList<NoticeDetail> details)
    {
        if (details.Count == 0)
        {
            return;
        }

        html.Append("<table style=\"border-collapse:collapse\">\n");
        foreach (NoticeDetail detail in details)
        {
            html.Append("<tr><th scope=\"row\" style=\"text-align:start;font-weight:normal;color:#666;padding:4px 24px 4px 0\">").Append(Encode(detail.Label));
            html.Append("</th><td style=\"padding:4px 0\">").Append(Encode(detail.Value)).Append("</td></tr>\n");
        }

        html.Append("</table>\n");
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
