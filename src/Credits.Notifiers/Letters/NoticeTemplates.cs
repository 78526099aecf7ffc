using System.Collections.Frozen;
using System.Globalization;

namespace Credits.Notifiers;

/// <summary>The built-in letters: texts in the reader's language, in one plain layout. Thread-safe.</summary>
internal sealed class NoticeTemplates(IEnumerable<INoticeTexts> texts) : INoticeTemplates
{
    private static readonly EnglishNoticeTexts English = new();

    private readonly FrozenDictionary<string, INoticeTexts> _texts =
        texts.Prepend(English).GroupBy(t => t.Culture.Name, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(g => g.Key, g => g.Last(), StringComparer.OrdinalIgnoreCase);

    public ValueTask<NoticeMessage> RenderAsync(NoticeLetter letter, CancellationToken cancellationToken)
    {
        NoticeText text = For(letter.Recipient.Culture).Write(letter);
        return new(new NoticeMessage(text.Subject, PlainLayout.Write(letter, text), HtmlLayout.Write(letter, text)));
    }

    private INoticeTexts For(CultureInfo culture)
    {
        for (CultureInfo c = culture; c.Name.Length > 0; c = c.Parent)
        {
            if (_texts.TryGetValue(c.Name, out INoticeTexts? found))
            {
                return found;
            }
        }

        return _texts[English.Culture.Name];
    }
}
