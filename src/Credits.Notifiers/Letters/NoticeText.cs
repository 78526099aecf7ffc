namespace Credits.Notifiers;

/// <summary>What a letter says, in words of one language: plain texts, which the layout encodes. Immutable.</summary>
/// <param name="Subject">The subject, one line.</param>
/// <param name="Paragraphs">What it says below its heading, which is the subject.</param>
public sealed record NoticeText(string Subject, IReadOnlyList<string> Paragraphs)
{
    /// <summary>Facts in a table below, in order.</summary>
    public IReadOnlyList<NoticeDetail> Details { get; init; } = [];

    /// <summary>The words of the link to <see cref="NoticeWallet.Link"/>; no link where null.</summary>
    public string? LinkText { get; init; }

    /// <summary>Why the reader gets this; nothing where null.</summary>
    public string? Footer { get; init; }
}

/// <summary>A fact in a letter.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">The fact.</param>
public sealed record NoticeDetail(string Label, string Value);
