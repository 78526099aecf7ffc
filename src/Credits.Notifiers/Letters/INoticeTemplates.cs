namespace Credits.Notifiers;

/// <summary>
/// Writes letters whole: for a host with a layout or a template engine of its own. To add a language only, write an
/// <see cref="INoticeTexts"/> instead. A singleton, called concurrently.
/// </summary>
public interface INoticeTemplates
{
    /// <summary>Writes a letter.</summary>
    /// <param name="letter">The notice, its reader, and its numbers in his form. The texts in it are plain: encode them where they become HTML.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The letter.</returns>
    ValueTask<NoticeMessage> RenderAsync(NoticeLetter letter, CancellationToken cancellationToken);
}
