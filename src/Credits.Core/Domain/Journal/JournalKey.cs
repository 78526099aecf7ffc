namespace Credits.Journal;

/// <summary>A name by which an entry of a wallet's journal is found again.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="Id">The id, compared ordinally.</param>
public readonly record struct JournalKey(JournalKeyKind Kind, string Id);
