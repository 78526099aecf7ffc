using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace Credits.Cli.Simulate;

/// <summary>Names of fields and back, without making a string of each name that is read.</summary>
internal static class FieldNames
{
    private static readonly string[] Texts = [.. Enum.GetNames<FieldName>().Select(JsonNamingPolicy.CamelCase.ConvertName)];
    private static readonly byte[][] Bytes = [.. Texts.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Length and first seven bytes tell the names apart; making the table fails where they no longer do.</summary>
    private static readonly FrozenDictionary<ulong, FieldName> ByKey = Enum.GetValues<FieldName>().Select(f => KeyValuePair.Create(Key(Bytes[(int)f]), f))
        .ToDictionary().ToFrozenDictionary();

    public static int Count => Texts.Length;

    public static string Of(FieldName field) => Texts[(int)field];

    public static bool TryFind(ReadOnlySpan<byte> name, out FieldName field) =>
        ByKey.TryGetValue(Key(name), out field) && name.SequenceEqual(Bytes[(int)field]);

    private static ulong Key(ReadOnlySpan<byte> name)
    {
        ulong key = (ulong)name.Length;
        foreach (byte b in name[..Math.Min(name.Length, 7)])
        {
            key = (key << 8) | b;
        }

        return key;
    }
}
