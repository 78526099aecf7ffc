using System.Globalization;

namespace Credits.Notifiers;

/// <summary>The words of letters in one language; <see cref="EnglishNoticeTexts"/> is the example. A singleton, called concurrently.</summary>
public interface INoticeTexts
{
    /// <summary>
    /// The language, as <c>de</c>, or one of its regions, as <c>de-AT</c>. A reader gets the texts of his own culture, otherwise of the nearest that
    /// contains it, otherwise English. Of several for one culture the last added counts.
    /// </summary>
    CultureInfo Culture { get; }

    /// <summary>Finds the words for a notice.</summary>
    /// <param name="letter">The notice, and its numbers in the reader's form.</param>
    /// <returns>Plain texts; the layout encodes them.</returns>
    NoticeText Write(NoticeLetter letter);
}
