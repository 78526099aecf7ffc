using System.Globalization;

namespace Credits.Engine;

/// <summary>A row's place in the journal: its entry, and which row of the entry it is.</summary>
internal readonly record struct TransactionCursor(long Version, int Index)
{
    public static TransactionCursor Parse(string cursor)
    {
        int dot = cursor.IndexOf('.', StringComparison.Ordinal);
        return dot > 0
            && long.TryParse(cursor.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out long version)
            && int.TryParse(cursor.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && version > 0
            ? new(version, index)
            : throw new InvalidFieldException("cursor", cursor, "it is not the cursor of a page that was read before");
    }

    public bool Follows(TransactionCursor other, bool oldestFirst)
    {
        int order = Version.CompareTo(other.Version);
        order = order == 0 ? Index.CompareTo(other.Index) : order;
        return oldestFirst ? order > 0 : order < 0;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Version}.{Index}");
}
