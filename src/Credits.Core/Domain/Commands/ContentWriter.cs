using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Credits.Domain;

/// <summary>Puts the content of an operation into one canonical text, so that the same content gives the same fingerprint for ever.</summary>
internal sealed class ContentWriter
{
    private const int HashBytes = 16;
    private const int Base64Characters = 22;
    private const int MostOnStack = 768;

    /// <summary>Contents are small; what is larger is not kept.</summary>
    private const int MostCharactersKept = 4_096;

    [ThreadStatic]
    private static ContentWriter? _spare;

    private readonly StringBuilder _text = new();

    private ContentWriter()
    {
    }

    /// <summary>The first 128 bits of the SHA-256 of kind, actor and fields.</summary>
    public static string Fingerprint(Command command)
    {
        ContentWriter content = _spare ?? new();
        _spare = null;
        content.Field("kind", command.Name);
        content.Field("actor", command.ContentActor);
        command.WriteContent(content);
        string fingerprint = content.Digest();
        if (content._text.Capacity <= MostCharactersKept)
        {
            content._text.Clear();
            _spare = content;
        }

        return fingerprint;
    }

    private string Digest()
    {
        Span<char> text = _text.Length <= MostOnStack ? stackalloc char[_text.Length] : new char[_text.Length];
        _text.CopyTo(0, text, text.Length);
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> utf8 = most <= MostOnStack ? stackalloc byte[most] : new byte[most];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(text, utf8)], hash);
        Span<char> base64 = stackalloc char[Base64Characters + 2];
        Convert.TryToBase64Chars(hash[..HashBytes], base64, out _);
        return new(base64[..Base64Characters]);
    }

    /// <summary>A field with its length before it, so that no value can pass for two.</summary>
    public void Field(string name, string? value)
    {
        if (value is not null)
        {
            _text.Append(CultureInfo.InvariantCulture, $"{name}:{value.Length}:{value};");
        }
    }

    public void Field(string name, CreditAmount? value) => Field(name, value?.ToString());

    public void Field(string name, Instant? value) => Field(name, value?.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture));

    public void Field(string name, Duration? value) => Field(name, value?.BclCompatibleTicks.ToString(CultureInfo.InvariantCulture));

    public void Field(string name, Quantity? value)
    {
        if (value is not { } quantity)
        {
            return;
        }

        if (!quantity.HasDimensions)
        {
            Field(name, FixedPoint.Format(quantity.Micro));
            return;
        }

        Field(name, "{}");
        foreach ((string dimension, long micro) in quantity.DimensionsInMicro)
        {
            Field("." + dimension, FixedPoint.Format(micro));
        }
    }

    /// <summary>A switch whose constant default is off.</summary>
    public void Switch(string name, bool value) => Field(name, value ? "true" : null);
}
